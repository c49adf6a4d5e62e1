import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { type IssueCode, issueCodes, type Severity, severities } from '../../documents/index.js';
import { registerEnum } from './enums.js';

export const SeverityEnum = registerEnum('Severity', 'How much an issue matters.', severities);

export const IssueCodeEnum = registerEnum('IssueCode', 'What is odd about a published text or table.', issueCodes);

@ObjectType({
  description: 'Something odd in what was published; the text itself is never altered.',
  simpleResolvers: true,
})
@Directive('@shareable')
export class Issue {
  @Field(() => IssueCodeEnum, { description: 'What is odd.' })
  code!: IssueCode;

  @Field(() => SeverityEnum, { description: 'How much it matters.' })
  severity!: Severity;

  @Field(() => String, { description: 'Explanation for the publisher, in Russian.' })
  message!: string;

  @Field(() => Int, { nullable: true, description: 'Line of the source text, from 1.' })
  line!: number | null;

  @Field(() => Int, { nullable: true, description: 'Character in the line, from 1.' })
  column!: number | null;

  @Field(() => Int, { nullable: true, description: 'Row of the source table, from 1.' })
  row!: number | null;

  @Field(() => String, { nullable: true, description: 'Column or field concerned.' })
  field!: string | null;

  @Field(() => String, { nullable: true, description: 'The words concerned, as published.' })
  text!: string | null;

  @Field(() => String, { nullable: true, description: 'What the publisher may have meant.' })
  suggestion!: string | null;
}
