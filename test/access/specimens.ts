import { sql } from 'kysely';
import type { Instance } from '../../subgraphs/instance.js';
import { indexAgain } from '../../subgraphs/kit/search/index-changed.js';
import { owners, startSeededInstance } from '../instance.js';
import { sign } from '../tokens.js';

/** What the tests of this folder look at: made up, so that of each guarded thing there is one. */
export const own = 'kizel:institution:specimen-own';
export const other = 'kizel:institution:specimen-other';
export const ids = {
  ownValue: 'kizel:observation:own',
  otherValue: 'kizel:observation:other',
  wholeValue: 'kizel:observation:whole',
  ownDeficit: 'kizel:deficit:own',
  bothDeficit: 'kizel:deficit:both',
  wholeDeficit: 'kizel:deficit:whole',
  ownRecommendation: 'kizel:recommendation:own',
  /** Reported of at `own` alone. */
  ownMeasure: 'kizel:measure:order-76-2021-06-30/1/1.2',
};

/** Every kind of caller, as Kizel's things see them. `head` is of the institution `own`. */
export const callers = {
  nobody: undefined,
  public: await sign({ role: 'public', sub: 'somebody' }),
  region: await sign({ role: 'region', owners: ['*'], sub: 'regional centre' }),
  staff: await sign({ role: 'municipality', owner: 'kizel', sub: 'staff' }),
  otherStaff: await sign({ role: 'municipality', owner: 'kemerovo', sub: 'staff' }),
  head: await sign({ role: 'institution', owner: 'kizel', institution: own, sub: 'head' }),
  otherHead: await sign({ role: 'institution', owner: 'kizel', institution: other, sub: 'head' }),
};
export type CallerName = keyof typeof callers;

/** An instance that holds the data of Kizel and of two others, with the specimens among Kizel's. */
export async function startSpecimens(): Promise<Instance> {
  const held = owners.filter(({ code }) => ['kizel', 'kemerovo', 'krasnodar'].includes(code));
  const instance = await startSeededInstance(held);
  await addSpecimens(instance);
  // Only Krasnodar's order sets days for the plans of institutions. All of its plans are published, so that what is
  // hidden is Kizel's.
  await run(
    instance,
    `insert into action_plans.institution_plan (id, municipality, institution_id, approved_at, published_at)
       select 'krasnodar:institution-plan:' || row_number() over (), municipality, id, '2024-07-10', '2024-07-20'
       from institutions.institution where municipality = 'krasnodar'`,
  );
  return instance;
}

export async function addSpecimens(instance: Instance): Promise<void> {
  for (const statement of statements) await run(instance, statement);
  await indexAgain(instance.orm);
}

async function run({ orm }: Instance, statement: string): Promise<void> {
  await sql.raw(statement).execute(orm.em.fork().getKysely());
}

const statements = [
  ...[own, other].map(
    (id) => `insert into institutions.institution
      select r.* from institutions.institution i,
        jsonb_populate_record(i, jsonb_build_object('id', '${id}')) r where i.municipality = 'kizel' limit 1`,
  ),
  `insert into indicators.indicator values
     ('kizel:indicator:1', 'kizel', '1', 1, 'x', 'FAMILY', '%', null, '{}', null, null, '[]', '1')`,
  `insert into monitoring.deficit_rule values
     ('kizel:deficit-rule:1', 'kizel', '1', 'BELOW_LEVEL', null, null, null, 'x', '[]', '1')`,
  `update indicators.indicator set framework_id = ':framework:MKDO/2021'`,
  `insert into monitoring.monitoring_round values
     ('kizel:round:1', 'kizel', 'x', '{"start": "2024-01-01", "end": "2024-12-31"}', 2024, 'MUNICIPAL', null, false, 1,
      1, '[]', '1', null, null, false)`,
  ...(
    [
      [ids.ownValue, own],
      [ids.otherValue, other],
      [ids.wholeValue, null],
    ] as const
  ).map(
    ([id, institution], index) => `insert into monitoring.observation values
      ('${id}', 'kizel', 'kizel:round:1', 'kizel:indicator:1', ${institution ? `'${institution}'` : 'null'}, 'EXPERT',
       ${index}, null, 'REPORTED', null, 2024, 'FAMILY', null, 'kizel:publication:x', 1, false, now(), '${index}', '', '')`,
  ),
  // Enough institutions to be shown to everybody, but not their single values.
  `insert into monitoring.profile_cell (round_id, indicator_id, evidence, status, institution_type, level_code, municipality,
     year, area_code, whole, count, value_count, sum, min, max, sketch, institutions, synthetic, is_public, shown_type, shows_values)
   values ('kizel:round:1', 'kizel:indicator:1', 'EXPERT', 'REPORTED', 'BUDGETARY', null, 'kizel', 2024, 'FAMILY', false, 6, 6, 21,
      1, 6, '{"40001": 6}', (repeat('1', 6) || repeat('0', 250))::varbit, false, true, 'BUDGETARY', true)`,
  ...[false, true].map(
    (
      isPublic,
    ) => `insert into monitoring.profile_total (municipality, round_id, indicator_id, evidence, year, area_code, whole,
       is_public, count, value_count, sum, min, max, sketch, institutions, told, missing, not_applicable, synthetic)
      values ('kizel', 'kizel:round:1', 'kizel:indicator:1', 'EXPERT', 2024, 'FAMILY', false, ${isPublic}, 6, 6, 21,
       ${isPublic ? "null, null, '{}', null, 6" : `1, 6, '{"40001": 6}', (repeat('1', 6) || repeat('0', 250))::varbit, 0`},
       0, 0, false)`,
  ),
  ...(
    [
      [ids.ownDeficit, [own]],
      [ids.bothDeficit, [own, other]],
      [ids.wholeDeficit, []],
    ] as const
  ).map(
    ([id, concerned], index) => `insert into monitoring.deficit values
      ('${id}', 'kizel', 'kizel:round:1', 'FAMILY', null, 'kizel:deficit-rule:1',
       '{${concerned.join()}}', 'Олимпиады школьников', true, '[]', '${index}')`,
  ),
  `insert into monitoring.deficit_outcome
     select id, 'kizel:round:1', 'IMPROVED', 2, 1 from monitoring.deficit where municipality = 'kizel'`,
  `insert into action_plans.measure_deficit (measure_id, deficit_id)
     select max(id), '${ids.wholeDeficit}' from action_plans.measure where municipality = 'kizel'`,
  `insert into monitoring.recommendation values
     ('${ids.ownRecommendation}', 'kizel', 'kizel:round:1', 'ADDRESS', '${own}', null, 'FAMILY', '{${ids.ownDeficit}}', 'x',
      false, '[]', '1'),
     ('kizel:recommendation:cluster', 'kizel', 'kizel:round:1', 'CLUSTER', null, 'MKDO/L1', null, '{}', 'x', false, '[]', '2')`,
  `insert into action_plans.instruction (id, municipality, act_id, seq, number, text, scope, provenance, due)
     select 'kizel:instruction:specimen', municipality, id, 99, '99', 'Утвердить план', 'EACH_INSTITUTION', '[]', '2024-07-17'
     from action_plans.legal_act where municipality = 'kizel' limit 1`,
  ...[own, other].map(
    (institution) => `insert into monitoring.cluster_assignment values
      ('kizel:cluster:1/${institution.split(':')[2]}', 'kizel', 'kizel:round:1', '${institution}', 'MKDO/L3', false,
       '[]', '1')`,
  ),
  // As if enough were in this cluster to be shown.
  `insert into monitoring.shown_cluster
     select municipality, round_id, institution_id, level_code, level_code from monitoring.cluster_assignment`,
  `insert into action_plans.institution_plan (id, municipality, institution_id, approved_at, published_at, url) values
     ('kizel:institution-plan:own', 'kizel', '${own}', '2024-07-10', null, null),
     ('kizel:institution-plan:other', 'kizel', '${other}', '2024-07-10', '2024-07-20', 'https://example.org')`,
  `insert into action_plans.progress_report (id, municipality, measure_id, seq, status, note, evidence, reported_at)
     select 'kizel:progress:1', 'kizel', id, 1, 'DONE', 'a note', 'a proof', '2024-07-10'
     from action_plans.measure where municipality = 'kizel' order by id limit 1`,
  `insert into action_plans.progress_report
       (id, municipality, measure_id, institution_id, seq, occurrence, status, done_at, note, evidence, reported_at)
     select 'kizel:progress:own', 'kizel', id, '${own}', 1, '{"start": null, "end": null}', 'DONE', '2024-07-09', 'own note',
       'own proof', '2024-07-10'
     from action_plans.measure where id = '${ids.ownMeasure}'`,
  // Two publications of tables: one for everybody, one that not everybody may see into.
  ...['INSTITUTIONS', 'PROGRESS_REPORTS'].map(
    (kind) => `with published as (
        insert into ledger.publication select r.* from ledger.publication p, jsonb_populate_record(p,
          '{"id": "kizel:publication:${kind}", "subject": "${kind}", "kind": "${kind}", "number": ${kind.length + 1000},
            "issues": [{"code": "CELL_EMPTY", "severity": "NOTICE", "message": "x"}]}') r
        where p.municipality = 'kizel' limit 1 returning id)
      insert into ledger.change select replace(id, ':publication:', ':change:') || '/1', id, '1', 'UPDATED', 'X', 'kizel:x:1', 'x',
        '[{"field": "note", "before": "a", "after": "b"}]' from published`,
  ),
  `update ledger.publication set published_by = 'somebody by name' where municipality = 'kizel'`,
];
