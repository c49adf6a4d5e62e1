import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { HubError } from '../../../../schema/errors/catalogue.js';
import { run } from '../../../kit/database/execute-sql.js';
import type { Change } from '../../../kit/graphql/context.js';
import { DeadlineConfirmation } from '../../model/deadline-confirmation.js';
import { measureRow } from './measure-row.js';

/** Stores which reading of the measure's deadline its owner means. */
export async function confirmDeadline(
  em: EntityManager,
  at: Date,
  measure: string,
  candidate: number,
  confirmedBy: string | null,
): Promise<Change<string>> {
  const { municipality, deadline, confirmed } = await measureRow(em, measure);
  const candidates = deadline?.candidates ?? [];
  const windows = candidates[candidate];
  if (!windows) {
    throw new HubError(
      'BAD_ARGUMENT',
      candidates.length === 0
        ? { reason: 'NO_CANDIDATES', got: candidate }
        : { reason: 'CANDIDATE', to: candidates.length - 1, got: candidate },
    );
  }
  if (confirmed === candidate) return { value: measure, unchanged: true };
  const confirmation = { municipality, candidate, deadlineText: deadline!.text, windows, confirmedBy };
  await em.upsert(DeadlineConfirmation, { measureId: measure, ...confirmation, confirmedAt: at });
  // The row takes up what is confirmed whenever it is written.
  await run(em, sql`update action_plans.measure set deadline = deadline where id = ${measure}`);
  return { value: measure };
}
