import { qualityAreaReference } from '../../indicators/model/quality-area.js';
import { reference } from '../../kit/graphql/index.js';

/** Things of other subgraphs that this one refers to or adds fields to. */
export const Municipality = reference('Municipality', 'code');
export const Institution = reference('Institution', 'id', true);
export const Indicator = reference('Indicator', 'id', true);
export const Organization = reference('Organization', 'id');
export const LegalAct = reference('LegalAct', 'id', true);
export const ActionPlan = reference('ActionPlan', 'id', true);
export const ScaleLevel = reference('ScaleLevel', 'code');
export const QualityArea = qualityAreaReference();
