import { registerReferenceColumns } from '../database/index.js';
import { domainEnum } from '../publishing/index.js';
import type { Domain } from './domain.js';

/** Makes the domains known to what serves all of them. Their order is that of the schema. */
export function registerDomains(domains: readonly Domain[]): readonly Domain[] {
  for (const { name, label, referenceColumns = {} } of domains) {
    domainEnum.add({ [name.toUpperCase().replaceAll('-', '_')]: label });
    registerReferenceColumns(referenceColumns);
  }
  return domains;
}
