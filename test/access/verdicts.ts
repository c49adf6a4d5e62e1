/**
 * Who sees the value of a field: `everyone`; `own`: the region, the owner's staff, and the institution's head where it is
 * the institution's; `owner`: the region and the owner's staff. Written by hand, for every field of the schema: a field
 * that is not here fails the test, and whoever adds one decides who may see it.
 */
export type Verdict = 'everyone' | 'own' | 'owner';

/** Fields of a type by verdict. */
export const verdicts: Readonly<Record<string, Partial<Record<Verdict, string>>>> = {
  ActionPlan: {
    everyone: `
      id kind title period periodSource goals columns sections issues provenance municipality act measures`,
  },
  ActionPlanConnection: { everyone: 'edges nodes pageInfo totalCount' },
  ActionPlanEdge: { everyone: 'cursor node' },
  Citation: { everyone: 'raw kind number date article line resolved act' },
  Clause: { everyone: 'number text line' },
  Coverage: { everyone: 'status asked answered sources' },
  Deadline: { everyone: 'text' },
  Deficit: { everyone: 'id answeredBy statement provenance municipality round area indicator', own: 'institutions' },
  DeficitConnection: { everyone: 'edges nodes pageInfo totalCount' },
  DeficitEdge: { everyone: 'cursor node' },
  Goal: { everyone: 'text parts' },
  Indicator: { everyone: 'id code version name unit evidence validFrom validTo provenance municipality area scale' },
  IndicatorConnection: { everyone: 'edges nodes pageInfo totalCount' },
  IndicatorEdge: { everyone: 'cursor node' },
  Institution: {
    everyone: `
      id fullName shortName legalForm inn kpp ogrn address site status capacity enrolment groups synthetic
      provenance municipality`,
    own: 'plan observations deficits',
  },
  InstitutionConnection: { everyone: 'edges nodes pageInfo totalCount' },
  InstitutionEdge: { everyone: 'cursor node' },
  InstitutionGroup: { everyone: 'orientation ageFrom ageTo children' },
  InstitutionPlan: { own: 'id approvedAt publishedAt url institution' },
  Instruction: { everyone: 'id number text addressee scope provenance act deadline' },
  Issue: { everyone: 'code severity message line column row field text suggestion' },
  LegalAct: {
    everyone: `
      id kind number date dateCandidates title issuer place signatory controller clauses period educationLevels
      text sha256 issues provenance municipality approvedBy basis citedBy instructions plans`,
  },
  LegalActConnection: { everyone: 'edges nodes pageInfo totalCount' },
  LegalActEdge: { everyone: 'cursor node' },
  Measure: {
    everyone: `
      id number ordinal title responsibleText participants form plannedResults educationLevels issues
      provenance municipality plan section deadline areas answersDeficits`,
  },
  MeasureConnection: { everyone: 'edges nodes pageInfo totalCount' },
  MeasureEdge: { everyone: 'cursor node' },
  MonitoringRound: {
    everyone: `
      id title period year level sampled institutionsCovered institutionsTotal provenance municipality basis`,
  },
  MonitoringRoundConnection: { everyone: 'edges nodes pageInfo totalCount' },
  MonitoringRoundEdge: { everyone: 'cursor node' },
  Municipality: {
    everyone: 'code legalActs actionPlans measures name kind region oktmo institutions monitoringRounds',
  },
  Observation: {
    own: `
      id value status evidence observedAt provenance municipality round indicator institution level`,
  },
  ObservationConnection: { own: 'edges nodes totalCount', everyone: 'pageInfo' },
  ObservationEdge: { own: 'cursor node' },
  PageInfo: { everyone: 'hasNextPage endCursor' },
  Period: { everyone: 'start end' },
  PlanColumn: { everyone: 'title role' },
  PlanSection: { everyone: 'path title measureCount' },
  Provenance: { everyone: 'publication act clause line lineEnd quote method' },
  Publication: {
    everyone: 'id domain version status sha256 filename recordedAt rows issues municipality supersedes',
    owner: 'publishedBy',
  },
  PublicationConnection: { everyone: 'edges nodes pageInfo totalCount' },
  PublicationEdge: { everyone: 'cursor node' },
  QualityArea: { everyone: 'code measures labelRu labelEn confirmed usedBy deficits' },
  Query: {
    everyone: `
      legalActs legalAct measures actionPlans qualityAreas qualityArea scales scale indicators publications
      coverage municipalities municipality institutions institution monitoringRounds deficits`,
    own: 'node',
    owner: 'observations',
  },
  Scale: { everyone: 'code labelRu confirmed levels crosswalks' },
  ScaleCrosswalk: { everyone: 'from to relation lossy authority' },
  ScaleLevel: { everyone: 'code rank labelRu labelEn' },
  Signatory: { everyone: 'name position acting' },
  SourceStatus: { everyone: 'municipality state asOf version tookMs error' },
};
