import { reference } from '../../kit/graphql/index.js';

/** Things of other subgraphs that this one refers to. */
export const MunicipalityReference = reference('Municipality', 'code');
export const LegalActReference = reference('LegalAct', 'id', true);
