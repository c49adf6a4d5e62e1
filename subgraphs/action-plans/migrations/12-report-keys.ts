import { migration } from '../../kit/database/index.js';

const text = (value: string) => `coalesce(to_json(${value})::text, 'null')`;
const period = `'{"start":' || ${text("occurrence->>'start'")} || ',"end":' || ${text("occurrence->>'end'")} || '}'`;

/** What a report says, by name, as JSON writes it: in the order in which `once` takes it into its hash. */
const said: readonly (readonly [name: string, json: string])[] = [
  ['doneAt', text('done_at::text')],
  ['evidence', text('evidence')],
  ['institutionId', `'null'`],
  ['measureId', text('measure_id')],
  ['note', text('note')],
  ['occurrence', `case when occurrence is null then 'null' else ${period} end`],
  ['status', text('status')],
];
const bytes = (value: string) => `convert_to(${value}, 'UTF8')`;
const hashed = said.map(
  ([name, json]) => `'\\x00'::bytea || ${bytes(`'${name}'`)} || '\\x00'::bytea || ${bytes(json)}`,
);
const request = `encode(sha256(${[bytes(`'reportProgress'`), ...hashed].join(' || ')}), 'hex')`;

/** The keys of reports are kept where all keys are: whoever asks again, asks there. */
export const reportKeys = migration(
  '20261124-report-keys',
  `insert into ledger.idempotency
     select municipality, idempotency_key, ${request}, to_jsonb(measure_id), reported_at
     from action_plans.progress_report where idempotency_key is not null
     on conflict do nothing`,
  // In databases of that time it stands on the column.
  `drop view if exists action_plans.progress_in_force`,
  `alter table action_plans.progress_report drop column idempotency_key`,
);
