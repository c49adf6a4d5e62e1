import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { issue, Refusal, tableFormat } from '../../documents/index.js';
import { InstitutionRegister } from '../../institutions/imports/institution-register.js';
import type { InstitutionTables } from '../../institutions/model/tables.js';
import { run } from '../../kit/database/index.js';
import { headingsOf, ownSubject, type PublishedTable, rejectedFile } from '../../kit/import/index.js';
import type { ImportPlan, ParsedFile, PublicationRef, PublishedFile } from '../../kit/publishing/index.js';
import { Observation } from '../model/observation.js';
import type { MonitoringTables } from '../model/tables.js';
import { refreshDerived } from '../rules/refresh-derived.js';
import { columns } from './observations/columns.js';
import { ResultIndicators } from './observations/indicator-register.js';
import { ResultsReader } from './observations/read-results.js';
import { ResultCells } from './observations/result-cell.js';
import { revertResults } from './observations/revert-results.js';
import { RoundRegister } from './observations/round-register.js';
import { rejectRepeated, stageResults } from './observations/stage-results.js';
import { recordStoredResults, storeResults } from './observations/store-results.js';

/**
 * Results of monitoring. A file adds to those before it: what it states takes the place of what was stated of the same
 * round, indicator, institution and evidence, and everything else stays. So each file is a publication of its own, and
 * each can be withdrawn. Its rows are many, so they are never all in memory.
 */
export const observationsTable: PublishedTable = {
  name: 'OBSERVATIONS',
  title: 'Результаты мониторинга',
  columns,
  domain: 'MONITORING',
  parserVersion: 1,
  entities: [Observation],
  headings: headingsOf(columns),
  isInternal: true,
  parse: readFile,
  emptyRows: () => [],
  revert: revertResults,
};

async function readFile(file: PublishedFile): Promise<ParsedFile> {
  return {
    subject: ownSubject('observations', file.content),
    isRefused: false,
    rejected: 0,
    issues: [],
    plan: (em, publication) => plan(em, publication, file),
    isCurrent,
  };
}

/** Nothing of it was corrected since, but by reading it again. */
async function isCurrent(em: EntityManager, publication: string): Promise<boolean> {
  const correction = await em
    .getKysely<MonitoringTables>()
    .selectFrom('monitoring.past_observation')
    .select('id')
    .where('publication_id', '=', publication)
    .where('superseded_by', '<>', publication)
    .limit(1)
    .executeTakeFirst();
  return correction === undefined;
}

async function plan(em: EntityManager, publication: PublicationRef, file: PublishedFile): Promise<ImportPlan> {
  // Statements over hundreds of thousands of rows: whoever asked has a deadline of their own.
  await run(em, sql`set local statement_timeout = '5min'`);
  const { municipality, at, changedAt } = publication;
  const { filename, content, allowPartial = false } = file;
  const indicators = await ResultIndicators.of(em, municipality);
  const cells = new ResultCells(
    await RoundRegister.of(em, municipality),
    await InstitutionRegister.of(em, municipality),
    await nameOf(em, municipality),
  );
  const name = filename ?? 'results.csv';
  const reader = new ResultsReader(name, content, allowPartial);
  const today = at.toISOString().slice(0, 10);
  await stageResults(em, municipality, reader.results(cells, indicators, today));
  const { rejections, issues, heading } = reader;
  const format = tableFormat(name, content);
  if (!reader.refusal) await refusing(reader, () => rejectRepeated(em, rejections));
  const rejected = rejections.reasons.size;
  const isEmpty = reader.count === 0 && rejected === 0 && !reader.refusal;
  const nothingRead = issue('NOTHING_READ', 'ERROR', 'В таблице нет ни одной строки под шапкой.');
  const outcome: ImportPlan = {
    rows: reader.count,
    tables: [],
    issues: [
      ...issues,
      ...rejections.all(),
      ...(reader.refusal ? [reader.refusal.issue] : []),
      ...(isEmpty ? [nothingRead] : []),
    ],
    rejected,
    rejectedFile: heading && (await rejectedFile(name, { format, heading }, await reader.rejectedRows())),
    isRefused: true,
  };
  if (isEmpty || reader.refusal || (rejected > 0 && !allowPartial)) return outcome;
  const counts = await storeResults(em, publication);
  if (counts.created + counts.updated + counts.unchanged === 0) return outcome;
  const afterWrite = async () => {
    await refreshDerived(em, await recordStoredResults(em, publication), changedAt);
  };
  const rows = counts.created + counts.updated + counts.unchanged;
  return { ...outcome, rows, isRefused: false, counts, afterWrite };
}

/** What has too many mistakes is refused like what cannot be read. */
async function refusing(reader: ResultsReader, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    reader.refusal = error;
  }
}

async function nameOf(em: EntityManager, municipality: string): Promise<string> {
  const owner = await em
    .getKysely<InstitutionTables>()
    .selectFrom('institutions.municipality')
    .select('name')
    .where('code', '=', municipality)
    .executeTakeFirst();
  return owner?.name ?? municipality;
}
