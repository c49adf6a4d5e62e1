import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { projectFolder } from '../../../commands/config.js';
import { owners, seededDatabase } from '../../instance.js';
import { type TestDatabase, testDatabase } from '../../postgres.js';

const institutions = 400;
const indicators = 25;
const rounds = 10;

/** Megabytes of JavaScript's heap: with the program itself, a tenth of what the rows would take as objects. */
const heap = 96;

let database: TestDatabase;
let client: pg.Client;
let folder: string;
beforeAll(async () => {
  database = await testDatabase({ template: seededDatabase(owners.filter(({ code }) => code === 'kizel')) });
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  folder = await mkdtemp(path.join(tmpdir(), 'results-'));
  await client.query(`insert into institutions.institution
    select r.* from institutions.institution i cross join generate_series(1, ${institutions}) n
    cross join lateral jsonb_populate_record(i, jsonb_build_object('id', 'kizel:institution:many-' || n,
      'full_name', 'Сад ' || n, 'short_name', 'Сад ' || n, 'name_key', 'сад ' || n, 'inn', null, 'ogrn', null)) r
    where i.id = (select min(id) from institutions.institution)`);
  await client.query(`insert into indicators.indicator
    (id, municipality, code, version, name, area_code, unit, evidence, provenance, code_key)
    select 'kizel:indicator:m' || n, 'kizel', 'm' || n, 1, 'Показатель ' || n, 'FAMILY', 'балл', '{EXPERT}', '[]', 'm' || n
    from generate_series(1, ${indicators}) n`);
  await client.query(`insert into monitoring.monitoring_round
    (id, municipality, title, period, year, level, sampled, institutions_covered, institutions_total, provenance,
     sort_key, code, synthetic)
    select 'kizel:round:m' || n, 'kizel', 'm' || n, '{}', 2000 + n, 'MUNICIPAL', false, 1, 1, '[]', 2000 + n, 'm' || n, false
    from generate_series(1, ${rounds}) n`);
});
afterAll(async () => {
  await client?.end();
  await database?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** A file with a row for each round, indicator and institution, and what came of publishing it. */
async function publish(valueAt: (n: number) => string) {
  const file = path.join(folder, 'results.csv');
  const out = createWriteStream(file);
  out.write('Раунд;Организация;Код показателя;Значение\n');
  let n = 0;
  for (let round = 1; round <= rounds; round++) {
    for (let indicator = 1; indicator <= indicators; indicator++) {
      for (let institution = 1; institution <= institutions; institution++) {
        out.write(`m${round};Сад ${institution};m${indicator};${valueAt(n++)}\n`);
      }
    }
  }
  out.end();
  await finished(out);
  const program = path.join(projectFolder, 'dist/test/monitoring/results/fakes/publish-results.js');
  const child = spawn(process.execPath, [`--max-old-space-size=${heap}`, program, file], {
    env: { ...process.env, DATABASE_URL: database.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse((await text(child.stdout)) || '{}');
}

describe('A file of 100 000 results', () => {
  it('is published in bounded memory, and its correction changes what differs alone', async () => {
    const first = await publish((n) => `${n % 100},5`);
    expect(first).toMatchObject({ created: 100_000, updated: 0, rejected: 0, issues: [] });
    const second = await publish((n) => `${n % 100},${n % 10 === 0 ? 7 : 5}`);
    expect(second).toMatchObject({ created: 0, updated: 10_000, unchanged: 90_000 });
    const { rows } = await client.query(`
      select (select count(*)::int from monitoring.observation) as now,
        (select count(*)::int from monitoring.past_observation) as past,
        (select count(*)::int from ledger.change where node like '%:observation:%') as changes`);
    expect(rows).toEqual([{ now: 100_000, past: 10_000, changes: 110_000 }]);
  }, 240_000);
});
