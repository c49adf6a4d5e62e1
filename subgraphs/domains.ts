import { actionPlans } from './action-plans/domain.js';
import { indicators } from './indicators/domain.js';
import { institutions } from './institutions/domain.js';
import { type Domain, registerDomains } from './kit/subgraph/index.js';
import { monitoring } from './monitoring/domain.js';

// What an instance needs of them besides.
export { withOwnersOfRegions } from './institutions/rules/owners-of-regions.js';

/** The four subgraphs that every owner runs. */
export const domains: readonly Domain[] = registerDomains([institutions, indicators, monitoring, actionPlans]);
