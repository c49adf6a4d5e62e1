import { qualityAreaReference } from '../../indicators/model/quality-area.js';
import { reference } from '../../kit/graphql/index.js';

/** Things of other subgraphs that this one refers to or adds fields to. */
export const MunicipalityReference = reference('Municipality', 'code');
export const InstitutionReference = reference('Institution', 'id', true);
export const IndicatorReference = reference('Indicator', 'id', true);
export const OrganizationReference = reference('Organization', 'id');
export const LegalActReference = reference('LegalAct', 'id', true);
export const ActionPlanReference = reference('ActionPlan', 'id', true);
export const ScaleLevelReference = reference('ScaleLevel', 'code');
export const QualityAreaReference = qualityAreaReference();
