import type { EntityManager } from '@mikro-orm/postgresql';
import { formatId, parseId } from '../../../../schema/contract/id.js';
import { HubError } from '../../../../schema/errors/catalogue.js';
import type { ChangeResult } from '../../../kit/publishing/index.js';
import type { InstitutionPlanInput } from '../../model/compliance.js';
import { InstitutionPlan } from '../../model/institution-plan.js';
import { checkHappened } from '../progress/reported-day.js';
import { checkAddress, cleanText } from '../progress/reported-text.js';

/** Stores what an institution says of its own plan. A plan published before it was approved is stored as it is. */
export async function reportInstitutionPlan(
  em: EntityManager,
  at: Date,
  { institution, approvedAt, publishedAt, url }: InstitutionPlanInput,
): Promise<ChangeResult<string>> {
  const changes = {
    ...(approvedAt !== undefined && { approvedAt }),
    ...(publishedAt !== undefined && { publishedAt }),
    ...(url !== undefined && { url: cleanText('url', url, 2000) }),
  };
  if (Object.keys(changes).length === 0) {
    throw new HubError('BAD_ARGUMENT', { reason: 'NONE_GIVEN', expected: ['approvedAt', 'publishedAt', 'url'] });
  }
  checkHappened('approvedAt', approvedAt, at);
  checkHappened('publishedAt', publishedAt, at);
  checkAddress('url', changes.url ?? null);

  const { owner, local } = parseId(institution);
  const plan = await em.findOne(InstitutionPlan, { institutionId: institution });
  const id = plan?.id ?? formatId({ owner, kind: 'institution-plan', local });
  const before = { approvedAt: null, publishedAt: null, url: null, ...(plan && valuesOf(plan)) };
  const after = { ...before, ...changes };
  if (plan && JSON.stringify(before) === JSON.stringify(after)) return { value: id, unchanged: true };
  if (plan) await em.nativeUpdate(InstitutionPlan, { id }, after);
  else
    await em.insert(InstitutionPlan, {
      id,
      municipality: owner,
      institutionId: institution,
      publicationId: null,
      ...after,
    });
  return { value: id };
}

function valuesOf({ approvedAt, publishedAt, url }: InstitutionPlan) {
  return { approvedAt, publishedAt, url };
}
