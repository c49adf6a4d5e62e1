import { Entity, PrimaryKey } from '@mikro-orm/decorators/legacy';
import { Directive, Field, InputType, ObjectType } from 'type-graphql';
import { type OrganizationKind, organizationKinds } from '../../documents/index.js';
import { Col, connectionOf, longestFilterText, MaxLength, Node, registerEnum } from '../../kit/graphql/index.js';

export const OrganizationKindEnum = registerEnum(
  'OrganizationKind',
  'What kind of organisation or body it is.',
  organizationKinds,
);

/** Known by what an owner's documents call it. It belongs to that owner: «Управление образования» of two is two. */
@Entity({ schema: 'action_plans', tableName: 'organization' })
@ObjectType({
  description:
    "An organisation, a body, or a group of organisations named together, as an owner's documents name it. Each owner has its own.",
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class Organization extends Node {
  @Col.id() override id!: string;

  @Col.hidden.code() municipality!: string;

  @Col.text({ description: "The fullest name that the owner's documents give, in the nominative." })
  name!: string;

  @Col.texts({ description: 'Other names and abbreviations that they use, in alphabetical order.' })
  aliases!: string[];

  @Col.enum(OrganizationKindEnum, { description: 'What kind it is, told by its name.' })
  kind!: OrganizationKind;

  /** Name and aliases by the stems of their words, so that any case of any alias finds it. */
  @Col.hidden.codes() keys!: string[];

  /** `sortKey(name)`: alphabetical order, the same at every owner and in the hub. */
  @Col.hidden.code() nameKey!: string;
}

/** What a document, known by its first act, calls an organisation. */
@Entity({ schema: 'action_plans', tableName: 'organization_mention' })
export class OrganizationMention {
  @PrimaryKey({ type: 'string', columnType: 'text collate "C"' }) actId!: string;
  @PrimaryKey({ type: 'string', columnType: 'text collate "C"' }) organizationId!: string;
  @Col.hidden.codes() names!: string[];
}

export const OrganizationConnection = connectionOf('Organization', () => Organization);

@InputType({ description: 'All conditions given must hold.' })
export class OrganizationFilter {
  @Field(() => [OrganizationKindEnum], { nullable: true, description: 'One of these kinds.' })
  kinds?: OrganizationKind[] | null;

  @MaxLength(longestFilterText)
  @Field(() => String, { nullable: true, description: 'Named so, under any alias and in any case.' })
  named?: string | null;
}
