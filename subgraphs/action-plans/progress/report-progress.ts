import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { HubError, shown } from '../../../schema/errors.js';
import { formatId } from '../../../schema/id.js';
import type { Change } from '../../kit/context.js';
import { run } from '../../kit/ledger/run.js';
import type { Period, PeriodInput } from '../../kit/period.js';
import { ProgressReport, type ReportProgressInput } from '../model/progress.js';
import { measureRow } from './measure-row.js';
import { checkHappened } from './reported-day.js';
import { checkEvidence, cleanText } from './reported-text.js';

/** Stores a report on a measure; the same one again under its idempotency key changes nothing. */
export async function reportProgress(
  em: EntityManager,
  input: ReportProgressInput,
  reportedBy: string | null,
): Promise<Change<string>> {
  const { measure, status, occurrence } = input;
  const { municipality, confirmed } = await measureRow(em, measure);
  const report = {
    municipality,
    measureId: measure,
    status,
    occurrence: occurrence ? periodOf(occurrence) : null,
    doneAt: input.doneAt ?? null,
    note: cleanText('note', input.note, 4000),
    evidence: cleanText('evidence', input.evidence, 2000),
    idempotencyKey: cleanText('idempotencyKey', input.idempotencyKey, 200),
  };
  const earlier = report.idempotencyKey && (await reportWithKey(em, municipality, report.idempotencyKey));
  if (earlier) {
    checkSame(earlier, report);
    return { value: measure, unchanged: true };
  }
  checkHappened('doneAt', report.doneAt);
  checkEvidence('evidence', report.evidence);
  if (report.occurrence) await checkOccurrence(em, measure, confirmed ?? 0, report.occurrence);
  const last = await lastReport(em, measure);
  if (status === 'WITHDRAWN') checkWithdrawal(last, report.doneAt);

  const id = formatId({ owner: municipality, kind: 'progress', local: randomUUID() });
  await em.insert(ProgressReport, {
    ...report,
    publicationId: null,
    id,
    seq: last + 1,
    reportedAt: new Date(),
    reportedBy,
  });
  return { value: measure };
}

function periodOf({ start, end }: PeriodInput): Period {
  return { start: start ?? null, end: end ?? null };
}

type Report = Pick<ProgressReport, 'measureId' | 'status' | 'occurrence' | 'doneAt' | 'note' | 'evidence'>;

async function reportWithKey(em: EntityManager, municipality: string, key: string): Promise<Report | undefined> {
  const [report] = await run(
    em,
    sql<Report>`
      select measure_id as "measureId", status, occurrence, done_at::text as "doneAt", note, evidence
      from action_plans.progress_report where municipality = ${municipality} and idempotency_key = ${key}`,
  );
  return report;
}

function checkSame(earlier: Report, report: Report): void {
  const said = ({ measureId, status, occurrence, doneAt, note, evidence }: Report) =>
    JSON.stringify([measureId, status, occurrence?.start, occurrence?.end, doneAt, note, evidence]);
  if (said(earlier) !== said(report)) throw new HubError('IDEMPOTENCY_CONFLICT');
}

async function checkOccurrence(
  em: EntityManager,
  measure: string,
  candidate: number,
  { start, end }: Period,
): Promise<void> {
  const known = await run(
    em,
    sql<Period>`
      select starts::text as start, ends::text as "end" from action_plans.measure_occurrence
      where measure_id = ${measure} and candidate = ${candidate} order by seq`,
  );
  if (known.some((period) => period.start === start && period.end === end)) return;
  const named = ({ start: from, end: to }: Period) => `${from ?? ''}..${to ?? ''}`;
  const expected = known.length === 0 ? 'no occurrence' : `one of ${known.slice(0, 12).map(named).join(', ')}`;
  throw new HubError('BAD_ARGUMENT', `Expected ${expected}, got ${shown(named({ start, end }))}.`);
}

/** Number of the last report on the measure; 0 where there is none. The changes of an instance take turns. */
async function lastReport(em: EntityManager, measure: string): Promise<number> {
  const [row] = await run(
    em,
    sql<{ last: number }>`
      select coalesce(max(seq), 0) as last from action_plans.progress_report where measure_id = ${measure}`,
  );
  return row!.last;
}

function checkWithdrawal(last: number, doneAt: string | null): void {
  if (last === 0) throw new HubError('BAD_ARGUMENT', 'Expected an earlier report to withdraw, got none.');
  if (doneAt) throw new HubError('BAD_ARGUMENT', `Expected no doneAt with WITHDRAWN, got ${shown(doneAt)}.`);
}
