import { Entity } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Directive, ObjectType } from 'type-graphql';
import type { QualityAreaCode } from '../../documents/index.js';
import {
  Col,
  canBeSynthetic,
  Node,
  type Provenance,
  provenanceColumn,
  registerEnum,
  registerSynthetic,
  type ValueOf,
} from '../../kit/graphql/index.js';
import { pluralName } from '../../kit/publishing/index.js';

export const deficitRuleLabels = {
  BELOW_LEVEL: 'ниже уровня',
  FALLING: 'снижение',
  UNDER_MEDIAN: 'ниже медианы',
} as const;

export const DeficitRuleKind = registerEnum(
  'DeficitRuleKind',
  'How a rule finds deficits: «below» and «fall» go by the direction in which an indicator is better.',
  deficitRuleLabels,
);

@canBeSynthetic({ rule: 'id' }, 'Made up, not laid down by the owner.')
@pluralName('правила поиска дефицитов')
@Entity({ schema: 'monitoring', tableName: 'deficit_rule' })
@ObjectType({
  description: 'A rule by which an owner finds deficits in its rounds.',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class DeficitRule extends Node {
  @Col.id() override id!: string;

  @Col.hidden.code() municipality!: string;

  @Col.text({ description: 'Names the rule within its owner.' })
  code!: string;

  @Col.enum(DeficitRuleKind, { description: 'How it finds deficits.' })
  kind!: ValueOf<typeof DeficitRuleKind>;

  /** Only of indicators in this area. */
  @Col.hidden.code<QualityAreaCode>({ nullable: true }) areaCode!: QualityAreaCode | null;

  @Col.text({ nullable: true, description: 'Code of the only indicator that it looks at.' })
  indicatorCode!: string | null;

  @Col.code({
    nullable: true,
    description: 'Code of the only scale that it looks at. Without indicator and scale it looks at levels alone.',
  })
  scaleCode!: string | null;

  @Col.hidden.decimal({ nullable: true }) threshold!: string | null;

  @Col.text({ description: 'What it finds, in Russian; begins the words of its deficits.' })
  title!: string;

  @provenanceColumn() provenance!: Provenance[];

  /** Order of rules: owner, code. */
  @Col.sortKey() sortKey!: string;
}

registerSynthetic('rule', sql`select id from monitoring.deficit_rule where provenance @> '[{"method": "SYNTHETIC"}]'`);
