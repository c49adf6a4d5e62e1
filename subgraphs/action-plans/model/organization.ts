import { Entity, PrimaryKey } from '@mikro-orm/decorators/legacy';
import { Directive, Field, InputType, ObjectType } from 'type-graphql';
import { longestFilterText, MaxLength } from '../../kit/graphql/bounds.js';
import { connectionOf } from '../../kit/graphql/connection.js';
import { Col } from '../../kit/graphql/entity-columns.js';
import { registerEnum, type ValueOf } from '../../kit/graphql/enums.js';
import { Node } from '../../kit/graphql/node.js';

export const OrganizationKind = registerEnum('OrganizationKind', 'What kind of organisation or body it is.', {
  EDUCATION_AUTHORITY: 'орган управления образованием',
  LOCAL_BODY: 'другой орган местного самоуправления',
  REGIONAL_BODY: 'региональный орган или учреждение',
  FEDERAL_BODY: 'федеральный орган или учреждение',
  METHODICAL_CENTRE: 'методический центр, институт развития образования',
  INSTITUTION: 'образовательная организация',
  INSTITUTIONS: 'образовательные организации, названные вместе',
  COMMISSION: 'комиссия, совет',
  GROUP: 'рабочая группа, объединение, команда',
  OTHER: 'другая организация',
});

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

  @Col.enum(OrganizationKind, { description: 'What kind it is, told by its name.' })
  kind!: ValueOf<typeof OrganizationKind>;

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
  @Field(() => [OrganizationKind], { nullable: true, description: 'One of these kinds.' })
  kinds?: ValueOf<typeof OrganizationKind>[] | null;

  @MaxLength(longestFilterText)
  @Field(() => String, { nullable: true, description: 'Named so, under any alias and in any case.' })
  named?: string | null;
}
