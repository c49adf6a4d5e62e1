import { Entity } from '@mikro-orm/decorators/legacy';
import { Directive, ObjectType } from 'type-graphql';
import { restrictRows } from '../../kit/database/index.js';
import { Col, canBeSynthetic, Node } from '../../kit/graphql/index.js';
import { pluralName } from '../../kit/publishing/index.js';

/** Until it is published, it is the institution's own affair. */
@restrictRows('r.published_at is not null')
@canBeSynthetic({ institution: 'institutionId' }, 'Of a made-up institution.')
@pluralName('планы организаций')
@Entity({ schema: 'action_plans', tableName: 'institution_plan' })
@ObjectType({
  description: "An institution's own plan, made on an order's instruction.",
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class InstitutionPlan extends Node {
  @Col.id() override id!: string;

  @Col.hidden.code() municipality!: string;
  @Col.hidden.code() institutionId!: string;

  @Col.date({ nullable: true, description: 'Day of approval.' })
  approvedAt!: string | null;

  @Col.date({ nullable: true, description: "Day of publication on the institution's site." })
  publishedAt!: string | null;

  @Col.text({ nullable: true, description: 'Where it is published.' })
  url!: string | null;

  /** The publication of a table that said so; null where it was reported by itself. */
  @Col.hidden.code({ nullable: true, notAChange: 'It tells who says so.' }) publicationId!: string | null;
}
