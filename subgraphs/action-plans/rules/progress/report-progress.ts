import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { formatId, parseId } from '../../../../schema/contract/id.js';
import { HubError } from '../../../../schema/errors/catalogue.js';
import { run, runForOne } from '../../../kit/database/index.js';
import type { Period } from '../../../kit/graphql/index.js';
import type { ChangeResult } from '../../../kit/publishing/index.js';
import { ProgressReport, type ReportProgressInput } from '../../model/progress.js';
import { measureRow } from './measure-row.js';
import { checkHappened } from './reported-day.js';
import { checkEvidence, cleanText } from './reported-text.js';

/** What a report says, and of whom. */
export type Said = Pick<
  ProgressReport,
  'measureId' | 'institutionId' | 'occurrence' | 'status' | 'doneAt' | 'note' | 'evidence'
>;

/** What the input says; refuses what no measure needs to be looked at for. */
export function saidBy(input: ReportProgressInput): Said {
  const { measure, institution = null, status, occurrence, doneAt = null } = input;
  if (institution !== null && parseId(institution).owner !== parseId(measure).owner) {
    throw new HubError('BAD_ARGUMENT', {
      reason: 'OTHER_OWNER',
      what: 'INSTITUTION',
      owner: parseId(measure).owner,
      got: institution,
    });
  }
  if (status === 'WITHDRAWN' && doneAt) {
    throw new HubError('BAD_ARGUMENT', { reason: 'NOT_WITH', argument: 'doneAt', other: 'WITHDRAWN', got: doneAt });
  }
  const evidence = cleanText('evidence', input.evidence, 2000);
  checkEvidence('evidence', evidence);
  return {
    measureId: measure,
    institutionId: institution,
    occurrence: occurrence ? { start: occurrence.start ?? null, end: occurrence.end ?? null } : null,
    status,
    doneAt,
    note: cleanText('note', input.note, 4000),
    evidence,
  };
}

/** Stores a report on a measure. */
export async function reportProgress(
  em: EntityManager,
  at: Date,
  report: Said,
  reportedBy: string | null,
): Promise<ChangeResult<string>> {
  const { measureId, institutionId, occurrence, status, doneAt } = report;
  const { municipality, confirmed } = await measureRow(em, measureId);
  checkHappened('doneAt', doneAt, at);
  if (occurrence) await checkOccurrence(em, measureId, confirmed ?? 0, occurrence);
  const { last, own } = await reportsOn(em, measureId, institutionId);
  if (status === 'WITHDRAWN' && own === 0) {
    throw new HubError('BAD_ARGUMENT', { reason: 'NOTHING_TO_WITHDRAW' });
  }
  const id = formatId({ owner: municipality, kind: 'progress', local: randomUUID() });
  const origin = { publicationId: null, reportedAt: at, reportedBy };
  await em.insert(ProgressReport, { ...report, ...origin, id, municipality, seq: last + 1 });
  return { value: measureId };
}

async function checkOccurrence(
  em: EntityManager,
  measure: string,
  candidate: number,
  { start, end }: Period,
): Promise<void> {
  const periods = await run(
    em,
    sql<Period>`
      select starts::text as start, ends::text as "end" from action_plans.measure_occurrence
      where measure_id = ${measure} and candidate = ${candidate} order by seq`,
  );
  if (periods.some((period) => period.start === start && period.end === end)) return;
  const periodText = ({ start: from, end: to }: Period) => `${from ?? ''}..${to ?? ''}`;
  const got = periodText({ start, end });
  throw new HubError(
    'BAD_ARGUMENT',
    periods.length === 0
      ? { reason: 'NO_OCCURRENCE', got }
      : { reason: 'OCCURRENCE', expected: periods.map(periodText), got },
  );
}

/**
 * The number of the last report on the measure, 0 where there is none, and how many there are of this institution, or of
 * the owner. The changes of an instance take turns.
 */
async function reportsOn(
  em: EntityManager,
  measure: string,
  institution: string | null,
): Promise<{ last: number; own: number }> {
  return runForOne(
    em,
    sql<{ last: number; own: number }>`
      select coalesce(max(seq), 0) as last,
        (count(*) filter (where institution_id is not distinct from ${institution}))::integer as own
      from action_plans.progress_report where measure_id = ${measure}`,
  );
}
