import { Entity } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Directive, Field, InputType, Int, ObjectType } from 'type-graphql';
import {
  Col,
  canBeSynthetic,
  markedConnectionOf,
  Node,
  Period,
  type Provenance,
  provenanceColumn,
  registerEnum,
  registerSynthetic,
  type ValueOf,
} from '../../kit/graphql/index.js';
import { pluralName } from '../../kit/publishing/index.js';

export const monitoringLevelLabels = {
  INSTITUTION: 'организация',
  MUNICIPAL: 'муниципалитет',
  REGIONAL: 'регион',
  FEDERAL: 'федерация',
} as const;
export const MonitoringLevel = registerEnum(
  'MonitoringLevel',
  'Who holds a round of monitoring.',
  monitoringLevelLabels,
);

@canBeSynthetic()
@pluralName('раунды мониторинга')
@Entity({ schema: 'monitoring', tableName: 'monitoring_round' })
@ObjectType({ description: 'One round of monitoring by an owner.', implements: Node, simpleResolvers: true })
@Directive('@key(fields: "id")')
export class MonitoringRound extends Node {
  @Col.id() override id!: string;

  @Col.hidden.code() municipality!: string;

  @Col.text({ description: 'Title.' })
  title!: string;

  @Col.json(() => Period, { description: 'When it was held.' })
  period!: Period;

  @Col.int({ description: 'The year that its results speak of.' })
  year!: number;

  @Col.enum(MonitoringLevel, { description: 'Who holds it.' })
  level!: ValueOf<typeof MonitoringLevel>;

  @Col.hidden.code({ nullable: true }) basisId!: string | null;

  @Col.boolean({ description: 'Only a sample of institutions took part.' })
  sampled!: boolean;

  @Col.int({ description: 'Institutions that took part.' })
  institutionsCovered!: number;

  @Col.int({ description: 'Institutions in all.' })
  institutionsTotal!: number;

  @Col.code({ nullable: true, description: 'By what tables of its owner name it.' })
  code!: string | null;

  @Col.hidden.code({ nullable: true }) programmeId!: string | null;

  @Col.boolean({ description: 'Made up, not measured.' })
  synthetic!: boolean;

  @provenanceColumn() provenance!: Provenance[];

  /** Order of rounds: by first day. */
  @Col.sortKey() sortKey!: string;
}

export const MonitoringRoundConnection = markedConnectionOf('MonitoringRound', () => MonitoringRound);

@InputType({ description: 'All conditions given must hold.' })
export class MonitoringRoundFilter {
  @Field(() => [Int], { nullable: true, description: 'Of these years.' })
  years?: number[] | null;

  @Field(() => [MonitoringLevel], { nullable: true, description: 'Held at one of these levels.' })
  levels?: ValueOf<typeof MonitoringLevel>[] | null;
}

registerSynthetic('round', sql`select id from monitoring.monitoring_round where synthetic`);
