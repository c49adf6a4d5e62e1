import { reference } from '../../kit/graphql/index.js';

/** Things of other subgraphs that this one refers to. */
export const Municipality = reference('Municipality', 'code');
export const LegalAct = reference('LegalAct', 'id', true);
