import { type RawBuilder, sql } from 'kysely';

export const isPublic = sql.raw('(cardinality(d.institution_ids) = 0 or cardinality(d.institution_ids) >= 5)');
export const isAnswered = sql.raw('exists (select from action_plans.measure_deficit l where l.deficit_id = d.id)');

/** Lists with the same asked of one database in SQL. */
export const questionsInSql: [title: string, field: string, statement: RawBuilder<{ id: string }>][] = [
  [
    'deficits without a measure',
    'deficits(first: 500, filter: { answered: false })',
    sql`select d.id from monitoring.deficit d where not ${isAnswered}`,
  ],
  [
    'those of one owner in some years',
    'deficits(first: 500, municipalities: ["b"], filter: { answered: false, years: [2023, 2024] })',
    sql`select d.id from monitoring.deficit d where not ${isAnswered} and d.municipality = 'b'
          and d.round_id in ('b:round:2023', 'b:round:2024')`,
  ],
  [
    'deficits that remained',
    'deficits(first: 500, filter: { outcomes: [REMAINED, WORSE] })',
    sql`select d.id from monitoring.deficit d join monitoring.deficit_outcome o on o.deficit_id = d.id
          where o.state in ('REMAINED', 'WORSE')`,
  ],
  [
    'deficits found by a rule that concern an institution',
    'deficits(first: 500, filter: { rules: ["c:deficit-rule:median"], institutions: ["c:institution:s1", "c:institution:s3"] })',
    sql`select d.id from monitoring.deficit d where d.rule_id = 'c:deficit-rule:median'
          and d.institution_ids && '{c:institution:s1,c:institution:s3}'`,
  ],
  [
    'measures that answer no deficit',
    'measures(first: 500, filter: { hasDeficit: false })',
    sql`select m.id from action_plans.measure m
          where not exists (select from action_plans.measure_deficit l where l.measure_id = m.id)`,
  ],
  [
    'measures done whose deficit remained',
    'measures(first: 500, asOf: "2024-12-31", filter: { states: [DONE, DONE_LATE], deficitOutcomes: [REMAINED, WORSE] })',
    sql`select m.id from action_plans.measure m join action_plans.progress_report p on p.measure_id = m.id
          where p.status = 'DONE' and exists (
            select from action_plans.measure_deficit l join monitoring.deficit_outcome o on o.deficit_id = l.deficit_id
            where l.measure_id = m.id and o.state in ('REMAINED', 'WORSE') and o.round_id like '%:round:2024')`,
  ],
  [
    'deficits that a measure answered before their next round was over',
    'deficits(first: 500, filter: { answeredInTime: true })',
    sql`select d.id from monitoring.deficit d join monitoring.deficit_outcome o on o.deficit_id = d.id
          where o.round_id like '%:round:2024' and ${isAnswered}`,
  ],
  [
    'deficits whose next round was over before any measure began',
    'deficits(first: 500, filter: { answeredInTime: false })',
    sql`select d.id from monitoring.deficit d join monitoring.deficit_outcome o on o.deficit_id = d.id
          where o.round_id like '%:round:2023' or not ${isAnswered}`,
  ],
];

/** What a summary is grouped by, as a column of SQL. */
export const summaryColumns = {
  municipality: 'municipality',
  year: 'year',
  area: 'area',
  ruleKind: 'kind',
  answered: 'answered',
  outcome: 'outcome',
  answeredInTime: 'in_time',
};
/** What a summary is grouped by, as a field of its rows. */
export const summaryFields = {
  MUNICIPALITY: 'municipality',
  YEAR: 'year',
  AREA: 'area',
  RULE_KIND: 'ruleKind',
  ANSWERED: 'answered',
  OUTCOME: 'outcome',
  ANSWERED_IN_TIME: 'answeredInTime',
} as const;
