import { migration } from '../../kit/database/index.js';

/**
 * Rows of a document are replaced table by table, so an organisation can be gone before the row that named it says another:
 * whether all that are named are there is for the end of the change.
 */
export const organizationsLast = migration(
  '20261124-organizations-last',
  `alter table action_plans.responsible
     alter constraint responsible_organization_id_fkey deferrable initially deferred`,
  `alter table action_plans.legal_act alter constraint legal_act_issuer_id_fkey deferrable initially deferred`,
);
