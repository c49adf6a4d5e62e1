import { sql } from 'kysely';
import type { Instance } from '../../subgraphs/instance.js';
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
};

/** Every kind of caller, as Kizel's things see them. `head` is of the institution `own`. */
export const callers = {
  nobody: undefined,
  public: await sign({ role: 'public', sub: 'somebody' }),
  region: await sign({ role: 'region', sub: 'regional centre' }),
  staff: await sign({ role: 'municipality', owner: 'kizel', sub: 'staff' }),
  otherStaff: await sign({ role: 'municipality', owner: 'kemerovo', sub: 'staff' }),
  head: await sign({ role: 'institution', owner: 'kizel', institution: own, sub: 'head' }),
  otherHead: await sign({ role: 'institution', owner: 'kizel', institution: other, sub: 'head' }),
};
export type CallerName = keyof typeof callers;

/** An instance that holds Kizel's and Kemerovo's data, with the specimens among Kizel's. */
export async function startSpecimens(): Promise<Instance> {
  const held = owners.filter(({ code }) => code === 'kizel' || code === 'kemerovo');
  const instance = await startSeededInstance(held);
  await addSpecimens(instance);
  return instance;
}

export async function addSpecimens({ orm }: Instance): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(orm.em.fork().getKysely());
}

const statements = [
  ...[own, other].map(
    (id) => `insert into institutions.institution
      select r.* from institutions.institution i,
        jsonb_populate_record(i, jsonb_build_object('id', '${id}')) r where i.municipality = 'kizel' limit 1`,
  ),
  `insert into indicators.indicator values
     ('kizel:indicator:1', 'kizel', '1', 1, 'x', 'FAMILY', '%', null, '{}', null, null, '[]', '1')`,
  `insert into monitoring.monitoring_round values
     ('kizel:round:1', 'kizel', 'x', '{"start": "2024-01-01", "end": "2024-12-31"}', 2024, 'MUNICIPAL', null, false, 1,
      1, '[]', '1')`,
  ...(
    [
      [ids.ownValue, own],
      [ids.otherValue, other],
      [ids.wholeValue, null],
    ] as const
  ).map(
    ([id, institution], index) => `insert into monitoring.observation values
      ('${id}', 'kizel', 'kizel:round:1', 'kizel:indicator:1', ${institution ? `'${institution}'` : 'null'}, ${index},
       null, 'REPORTED', 'EXPERT', null, '[]', '${index}')`,
  ),
  ...(
    [
      [ids.ownDeficit, [own]],
      [ids.bothDeficit, [own, other]],
    ] as const
  ).map(
    ([id, concerned], index) => `insert into monitoring.deficit values
      ('${id}', 'kizel', 'kizel:round:1', 'FAMILY', null, '{${concerned.join()}}', 'x', '[]', '${index}')`,
  ),
  `insert into action_plans.institution_plan values
     ('kizel:institution-plan:own', 'kizel', '${own}', '2024-07-10', null, null),
     ('kizel:institution-plan:other', 'kizel', '${other}', '2024-07-10', '2024-07-20', 'https://example.org')`,
  `update ledger.publication set published_by = 'somebody by name' where municipality = 'kizel'`,
];
