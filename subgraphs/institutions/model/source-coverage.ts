import { Field, ID, Int, ObjectType } from 'type-graphql';
import {
  type CoverageSource,
  coverageStatusLabels,
  type ResponseCoverage,
  sourceStateLabels,
} from '../../../schema/contract/coverage.js';
import { DateTimeScalar, ListSize, registerEnum, type ValueOf } from '../../kit/graphql/index.js';

export const CoverageStatus = registerEnum(
  'CoverageStatus',
  'Is every owner that was asked in the answer.',
  coverageStatusLabels,
);

export const SourceStateEnum = registerEnum('SourceState', 'How an owner answered.', sourceStateLabels);

@ObjectType({ description: 'How one owner answered.', simpleResolvers: true })
export class SourceStatus implements CoverageSource<Date> {
  @Field(() => ID, { description: "The owner's code." })
  municipality!: string;

  @Field(() => SourceStateEnum, { description: 'How it answered.' })
  state!: ValueOf<typeof SourceStateEnum>;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When its data last changed.' })
  asOf!: Date | null;

  @Field(() => Int, { nullable: true, description: 'Version of its data that answered.' })
  version!: number | null;

  @Field(() => Int, { nullable: true, description: 'Milliseconds until its answer was there.' })
  tookMs!: number | null;

  @Field(() => String, { nullable: true, description: 'Code of the error, where it did not answer, or not all.' })
  error!: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'What it lacks of what was asked, because it runs another version: `Type.field` or `Type.field(argument:)`. ' +
      'There the answer is null, or without its part. Null where it lacks nothing.',
  })
  missing?: readonly string[] | null;
}

@ObjectType('Coverage', { description: 'Who was asked, who answered, as of when, and why not.', simpleResolvers: true })
export class SourceCoverage implements ResponseCoverage<Date> {
  @Field(() => CoverageStatus, { description: 'Is everybody who was asked in the answer.' })
  status!: ValueOf<typeof CoverageStatus>;

  @Field(() => Int, { description: 'Owners asked.' })
  asked!: number;

  @Field(() => Int, { description: 'Owners whose data are in the answer.' })
  answered!: number;

  @ListSize(50)
  @Field(() => [SourceStatus], { description: 'One entry per owner asked, in the order of codes.' })
  sources!: SourceStatus[];
}
