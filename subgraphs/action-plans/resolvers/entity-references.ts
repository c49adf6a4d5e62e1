import { qualityAreaReference } from '../../indicators/model/quality-area.js';
import { reference } from '../../kit/graphql/index.js';

/** Things of other subgraphs that this one refers to or adds fields to. */
export const MunicipalityReference = reference('Municipality', 'code');
export const InstitutionReference = reference('Institution', 'id', true);
export const DeficitReference = reference('Deficit', 'id', true);
export const RecommendationReference = reference('Recommendation', 'id', true);
export const QualityAreaReference = qualityAreaReference();
export const PublicationReference = reference('Publication', 'id');
