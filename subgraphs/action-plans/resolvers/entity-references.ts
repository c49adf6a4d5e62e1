import { qualityAreaReference } from '../../indicators/model/quality-area.js';
import { reference } from '../../kit/graphql/index.js';

/** Things of other subgraphs that this one refers to or adds fields to. */
export const Municipality = reference('Municipality', 'code');
export const Institution = reference('Institution', 'id', true);
export const Deficit = reference('Deficit', 'id', true);
export const Recommendation = reference('Recommendation', 'id', true);
export const QualityArea = qualityAreaReference();
export const Publication = reference('Publication', 'id');
