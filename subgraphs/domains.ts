import { actionPlans } from './action-plans/domain.js';
import { indicators } from './indicators/domain.js';
import { institutions } from './institutions/domain.js';
import type { Domain } from './kit/graphql/subgraph.js';
import { monitoring } from './monitoring/domain.js';

/** The four subgraphs that every owner runs. */
export const domains: readonly Domain[] = [institutions, indicators, monitoring, actionPlans];
