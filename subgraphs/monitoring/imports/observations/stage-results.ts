import { hash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { formatId } from '../../../../schema/contract/id.js';
import { type CopiedValue, copyRows, run } from '../../../kit/database/index.js';
import type { PlacedResult } from './read-results.js';
import type { Rejections } from './rejections.js';

const columns = [
  'row_number',
  'line',
  'id',
  'round_id',
  'indicator_id',
  'institution_id',
  'evidence',
  'value',
  'level_code',
  'status',
  'observed_at',
  'is_blank',
] as const;

/** Copies results beside the observations, where they are compared with them. Only this transaction sees them. */
export async function stageResults(
  em: EntityManager,
  municipality: string,
  results: AsyncIterable<PlacedResult>,
): Promise<void> {
  await run(
    em,
    sql`create temporary table staged_result (
      row_number integer not null, line integer not null, id text collate "C" not null,
      round_id text collate "C" not null, indicator_id text collate "C" not null, institution_id text collate "C",
      evidence text collate "C" not null, value double precision, level_code text collate "C",
      status text collate "C" not null, observed_at date, is_blank boolean not null
    ) on commit drop`,
  );
  await copyRows(em, 'staged_result', columns, staged(municipality, results));
  await run(em, sql`analyze staged_result`);
}

async function* staged(municipality: string, results: AsyncIterable<PlacedResult>): AsyncGenerator<CopiedValue[]> {
  for await (const { row, line, roundId, indicator, institutionId, evidence, ...said } of results) {
    const id = observationId(municipality, roundId, indicator.id, institutionId, evidence);
    const { value, level, status, observedAt, isBlank } = said;
    yield [row, line, id, roundId, indicator.id, institutionId, evidence, value, level, status, observedAt, isBlank];
  }
}

/** Made of the natural key, so that a correction keeps it. */
function observationId(owner: string, ...key: (string | null)[]): string {
  return formatId({ owner, kind: 'observation', local: hash('sha256', JSON.stringify(key)).slice(0, 24) });
}

/** Rows that state again what an earlier row states are not taken. */
export async function rejectRepeated(em: EntityManager, rejections: Rejections): Promise<void> {
  const repeated = await run(
    em,
    sql<{ row: number; line: number; first: number; firstLine: number }>`
      select distinct on (s.row_number) s.row_number as row, s.line, f.first, f.line as "firstLine"
      from staged_result s
      join (
        select id, min(row_number) as first, min(line) as line from staged_result group by id having count(*) > 1
      ) f on f.id = s.id and f.first < s.row_number
      order by s.row_number limit 10001`,
  );
  for (const { row, line, firstLine } of repeated) {
    const problem = `Строка ${line} повторяет строку ${firstLine}: тот же раунд, показатель, организация и источник.`;
    rejections.add(row, { row: line, line }, 'ROW_DUPLICATE', problem);
  }
  if (repeated.length === 0) return;
  const rows = repeated.map(({ row }) => row);
  await run(em, sql`delete from staged_result where row_number = any(${rows}::int[])`);
}
