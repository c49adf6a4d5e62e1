import { HubError } from '../../../schema/errors/catalogue.js';
import { type Context, checkId } from '../../kit/graphql/index.js';

/** Refuses what is no institution in an owner's list. */
export async function checkInstitution(context: Context, id: string): Promise<void> {
  checkId(context, id, 'institution');
  if (await context.exists('institution', id)) return;
  throw new HubError('BAD_ID', { reason: 'NOT_THERE', what: 'INSTITUTION', got: id });
}
