import { Arg, Ctx, Directive, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import {
  type Coverage,
  completeCoverage,
  coverageStatusLabels,
  type SourceCoverage,
  sourceStateLabels,
} from '../../../schema/contract/coverage.js';
import { parseId } from '../../../schema/contract/id.js';
import {
  type Context,
  checkOwner,
  DateTimeScalar,
  ListSize,
  Node,
  reference,
  registerEnum,
  type ValueOf,
} from '../../kit/graphql/index.js';
import { ChangeRecord, Publication } from '../../kit/publishing/index.js';
import { typeOfIdKind } from '../model/id-kinds.js';
import { Institution, type Municipality } from '../model/institution.js';
import { findMunicipality } from './institutions.js';

/** Types of this subgraph. */
const own = new Set(['Institution', 'Publication', 'Municipality', 'Change']);

/** The types of other subgraphs that `node` can give, known here by id alone. */
export const nodeStubs = Object.values(typeOfIdKind)
  .filter((name) => !own.has(name))
  .map((name) => reference(name, 'id', true));

@Resolver(() => Node)
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'Anything that has a global id; null where there is no such thing.',
  })
  async node(
    @Directive('@hub__owner') @Arg('id', () => ID, { description: 'Global id.' }) id: string,
    @Ctx() context: Context,
  ): Promise<{ id: string } | null> {
    const { kind, owner } = parseId(id);
    if (owner !== '') checkOwner(context.owners, owner);
    if (!(await context.exists(kind, id))) return null;
    if (kind === 'institution') return context.loaders.byId(Institution).load(id);
    if (kind === 'publication') return context.loaders.byId(Publication).load(id);
    if (kind === 'change') return context.loaders.byId(ChangeRecord).load(id);
    if (kind === 'municipality') return asNode(await findMunicipality(id, context), id);
    return { id };
  }
}

/** Of an owner only the code is stored. */
function asNode(municipality: Municipality | null, id: string): { id: string } | null {
  return municipality && { ...municipality, id };
}

export const CoverageStatusEnum = registerEnum(
  'CoverageStatus',
  'Is every owner that was asked in the answer.',
  coverageStatusLabels,
);

export const SourceStateEnum = registerEnum('SourceState', 'How an owner answered.', sourceStateLabels);

@ObjectType({ description: 'How one owner answered.', simpleResolvers: true })
export class SourceStatus implements SourceCoverage<Date> {
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
export class CoverageType implements Coverage<Date> {
  @Field(() => CoverageStatusEnum, { description: 'Is everybody who was asked in the answer.' })
  status!: ValueOf<typeof CoverageStatusEnum>;

  @Field(() => Int, { description: 'Owners asked.' })
  asked!: number;

  @Field(() => Int, { description: 'Owners whose data are in the answer.' })
  answered!: number;

  @ListSize(50)
  @Field(() => [SourceStatus], { description: 'One entry per owner asked, in the order of codes.' })
  sources!: SourceStatus[];
}

@Resolver(() => CoverageType)
export class CoverageResolver {
  @Directive('@hub__merge(rule: HUB)')
  @Query(() => CoverageType, { description: 'Of this very operation; also in `extensions.coverage` of every answer.' })
  async coverage(@Ctx() { owners, version }: Context): Promise<CoverageType> {
    return completeCoverage(owners, { ...(await version()), tookMs: null });
  }
}
