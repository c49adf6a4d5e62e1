import { hash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { formatId } from '../../../../schema/contract/id.js';
import { type CopiedValue, copyRows, run, TemporaryTable } from '../../../kit/database/index.js';
import type { PlacedResult } from './read-results.js';
import type { Rejections } from './rejections.js';

/** The results of a file, and what each row says beside its key. */
export const stagedColumns = {
  row_number: 'integer',
  line: 'integer',
  id: 'text collate "C"',
  round_id: 'text collate "C"',
  indicator_id: 'text collate "C"',
  institution_id: 'text collate "C"',
  evidence: 'text collate "C"',
  value: 'double precision',
  level_code: 'text collate "C"',
  status: 'text collate "C"',
  observed_at: 'date',
  is_blank: 'boolean',
} as const;
export const stagedResult = new TemporaryTable('staged_result', stagedColumns);

/** Copies results beside the observations, where they are compared with them. Only this transaction sees them. */
export async function stageResults(
  em: EntityManager,
  municipality: string,
  results: AsyncIterable<PlacedResult>,
): Promise<void> {
  await stagedResult.createEmpty(em);
  await copyRows(em, stagedResult.name, stagedResult.columns, rowsOf(municipality, results));
  await stagedResult.analyze(em);
}

async function* rowsOf(municipality: string, results: AsyncIterable<PlacedResult>): AsyncGenerator<CopiedValue[]> {
  for await (const { row, line, roundId, indicator, institutionId, evidence, ...result } of results) {
    const record: Record<keyof typeof stagedColumns, CopiedValue> = {
      row_number: row,
      line,
      id: observationId(municipality, roundId, indicator.id, institutionId, evidence),
      round_id: roundId,
      indicator_id: indicator.id,
      institution_id: institutionId,
      evidence,
      value: result.value,
      level_code: result.level,
      status: result.status,
      observed_at: result.observedAt,
      is_blank: result.isBlank,
    };
    yield stagedResult.columns.map((column) => record[column]);
  }
}

/** Made of the natural key, so that a correction keeps it. */
function observationId(owner: string, ...key: (string | null)[]): string {
  return formatId({ owner, kind: 'observation', local: hash('sha256', JSON.stringify(key)).slice(0, 24) });
}

/** Rows that state again what an earlier row states are not taken. */
export async function rejectRepeated(em: EntityManager, rejections: Rejections): Promise<void> {
  const [s, g] = [stagedResult.as('s'), stagedResult.as('g')];
  const repetitions = await run(
    em,
    sql<{ row: number; line: number; firstLine: number }>`
      select distinct on (${s.row_number}) ${s.row_number} as row, ${s.line}, f.line as "firstLine"
      from ${s}
      join (
        select ${g.id} as id, min(${g.row_number}) as row, min(${g.line}) as line
        from ${g} group by ${g.id} having count(*) > 1
      ) f on f.id = ${s.id} and f.row < ${s.row_number}
      order by ${s.row_number} limit 10001`,
  );
  for (const { row, line, firstLine } of repetitions) {
    const problem = `Строка ${line} повторяет строку ${firstLine}: тот же раунд, показатель, организация и источник.`;
    rejections.add(row, { row: line, line }, 'ROW_DUPLICATE', problem);
  }
  if (repetitions.length === 0) return;
  const rows = repetitions.map(({ row }) => row);
  await run(em, sql`delete from ${s} where ${s.row_number} = any(${rows}::int[])`);
}
