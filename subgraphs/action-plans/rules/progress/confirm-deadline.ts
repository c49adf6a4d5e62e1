import type { EntityManager } from '@mikro-orm/postgresql';
import { HubError } from '../../../../schema/errors/catalogue.js';
import type { ChangeResult } from '../../../kit/publishing/index.js';
import { DeadlineConfirmation } from '../../model/deadline-confirmation.js';
import { measureRow } from './measure-row.js';
import { putDeadlinesInForce } from './put-deadlines-in-force.js';

/** Stores which reading of the measure's deadline its owner means. */
export async function confirmDeadline(
  em: EntityManager,
  at: Date,
  measure: string,
  candidate: number,
  confirmedBy: string | null,
): Promise<ChangeResult<string>> {
  const { municipality, deadline, confirmed } = await measureRow(em, measure);
  const candidates = deadline?.candidates ?? [];
  const windows = candidates[candidate];
  if (!deadline || !windows) {
    throw new HubError(
      'BAD_ARGUMENT',
      candidates.length === 0
        ? { reason: 'NO_CANDIDATES', got: candidate }
        : { reason: 'CANDIDATE', to: candidates.length - 1, got: candidate },
    );
  }
  if (confirmed === candidate) return { value: measure, unchanged: true };
  const confirmation = { municipality, candidate, deadlineText: deadline.text, windows, confirmedBy };
  await em.upsert(DeadlineConfirmation, { measureId: measure, ...confirmation, confirmedAt: at });
  await putDeadlinesInForce(em);
  return { value: measure };
}
