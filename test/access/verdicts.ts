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
  AreaComparability: { everyone: 'area synthetic owners comparableOwners participants groups' },
  AreaCrosswalk: { everyone: 'area municipality source act authority relation lossy synthetic words count provenance' },
  AreaParticipant: {
    everyone: `
      municipality synthetic usesArea relation reason explanation indicators onCommonScale scales units frameworks
      evidence years sampledYears losses`,
  },
  Change: { owner: 'id kind type node label fields' },
  ChangeConnection: { everyone: 'pageInfo', owner: 'edges nodes totalCount' },
  ChangeEdge: { owner: 'cursor node' },
  Citation: { everyone: 'role raw kind number date article line resolved act amends' },
  Clause: { everyone: 'number text line' },
  ClusterSummaryRow: {
    everyone:
      'municipality year round level levelFrom levelTo sampled scale synthetic count countOf withheld isComplete',
  },
  ComparableGroup: {
    everyone: 'basis framework unit scale evidence year sampled losses synthetic owners municipalities',
  },
  ComplianceRow: { everyone: 'municipality instruction state synthetic count' },
  ClusterAssignment: { own: 'id synthetic provenance round level comparable' },
  Coverage: { everyone: 'status asked answered sources' },
  Deadline: {
    everyone: `
      text kind windows due rrule schedule trigger yearSource status candidates assumption occurrences`,
  },
  Deficit: {
    own: `
      id answeredBy statement synthetic provenance municipality round area indicator rule institutions recommendations`,
    owner: 'next candidates',
  },
  DeficitConnection: { everyone: 'pageInfo', own: 'edges nodes totalCount syntheticCount' },
  DeficitEdge: { own: 'cursor node' },
  DeficitLink: { everyone: 'deficit effect' },
  DeficitOutcome: { everyone: 'state round answeredInTime synthetic', owner: 'before after' },
  DeficitRule: {
    everyone: 'id code kind indicatorCode scaleCode title synthetic provenance municipality area threshold',
  },
  DeficitSummaryRow: {
    everyone: 'municipality year area ruleKind answered outcome answeredInTime synthetic',
    own: 'count',
  },
  ExcerptPart: { own: 'text isMatch' },
  FieldChange: { owner: 'field before after' },
  Framework: {
    everyone: `
      id code version title confirmed validFrom validTo synthetic provenance municipality areas indicators`,
  },
  Goal: { everyone: 'text area parts' },
  Indicator: {
    everyone: `
      id code version name unit direction formula evidence validFrom validTo synthetic provenance municipality framework
      area scale`,
    owner: 'observations',
  },
  IndicatorConnection: { everyone: 'edges nodes pageInfo totalCount syntheticCount' },
  IndicatorEdge: { everyone: 'cursor node' },
  Institution: {
    everyone: `
      id fullName shortName legalForm inn kpp ogrn address site status closedAt capacity enrolment groups synthetic
      provenance municipality`,
    own: 'plan observations deficits clusters recommendations',
  },
  InstitutionCompliance: { everyone: 'instruction state' },
  InstitutionConnection: { everyone: 'edges nodes pageInfo totalCount syntheticCount' },
  InstitutionEdge: { everyone: 'cursor node' },
  InstitutionDuty: { own: 'id state days synthetic municipality institution instruction' },
  InstitutionDutyConnection: { everyone: 'pageInfo', own: 'edges nodes totalCount syntheticCount' },
  InstitutionDutyEdge: { own: 'cursor node' },
  InstitutionGroup: { everyone: 'orientation ageFrom ageTo children' },
  InstitutionPlan: { own: 'id approvedAt publishedAt url synthetic compliance institution' },
  Instruction: { everyone: 'id number text addressee scope provenance compliance act deadline' },
  Issue: { everyone: 'code severity message line column row field text suggestion' },
  LegalAct: {
    everyone: `
      id identity kind number date dateCandidates title issuer place signatory controller clauses period
      educationLevels text sha256 withdrawnAt issues provenance municipality approvedBy basis citedBy publishedAs
      instructions plans programme`,
  },
  LegalActConnection: { everyone: 'edges nodes pageInfo totalCount' },
  LegalActEdge: { everyone: 'cursor node' },
  Measure: {
    everyone: `
      id number ordinal title responsibleText participants form plannedResults resultDates educationLevels
      issues provenance municipality plan section deadline absentInSource responsible areas answersDeficits
      state missedOccurrences planReported deficitLinks`,
    own: 'progress',
  },
  MeasureCandidate: { owner: 'measure reasons score effect' },
  MeasureConnection: { everyone: 'edges nodes pageInfo totalCount' },
  MeasureEdge: { everyone: 'cursor node' },
  MeasureSummaryRow: {
    everyone: 'municipality state section responsible deadlineKind month area planReported synthetic count',
  },
  MonitoringProgramme: {
    everyone: `
      id title tasks principles mechanisms sources evidence namedAreas clauses coordinator coordinatorText periodicity
      terms indicators withdrawnAt provenance municipality basis areas`,
  },
  MonitoringProgrammeConnection: { everyone: 'edges nodes pageInfo totalCount' },
  MonitoringProgrammeEdge: { everyone: 'cursor node' },
  MonitoringRound: {
    everyone: `
      id title period year level sampled institutionsCovered institutionsTotal synthetic provenance programme
      municipality basis code resultingPlans`,
  },
  MonitoringRoundConnection: { everyone: 'edges nodes pageInfo totalCount syntheticCount' },
  MonitoringRoundEdge: { everyone: 'cursor node' },
  Municipality: {
    everyone: `
      id code legalActs actionPlans measures authority name kind region oktmo institutions monitoringProgrammes
      monitoringRounds qualityProfile`,
  },
  NamedArea: { everyone: 'text area' },
  Observation: {
    own: `
      id value status evidence observedAt year synthetic recordedAt provenance municipality round indicator institution
      level`,
  },
  ObservationConnection: { everyone: 'pageInfo', own: 'edges nodes totalCount syntheticCount' },
  ObservationEdge: { own: 'cursor node' },
  Organization: { everyone: 'id name aliases kind municipality responsibleFor' },
  OrganizationConnection: { everyone: 'edges nodes pageInfo totalCount' },
  OrganizationEdge: { everyone: 'cursor node' },
  PageInfo: { everyone: 'hasNextPage hasPreviousPage startCursor endCursor startCursorNoted endCursorNoted changed' },
  Period: { everyone: 'start end' },
  PlanColumn: { everyone: 'title role' },
  PlanSection: { everyone: 'path title mechanism cycleSteps measureCount' },
  ProgressReport: { own: 'id institution occurrence status synthetic doneAt reportedAt note evidence' },
  Provenance: { everyone: 'publication act clause line lineEnd quote method' },
  Publication: {
    everyone: `
      id domain kind title act version status sha256 filename recordedAt rows created updated unchanged removed rejected
      withdrawnAt withdrawnReason municipality supersedes synthetic`,
    owner: 'publishedBy issues changes file',
  },
  PublicationConnection: { everyone: 'edges nodes pageInfo totalCount syntheticCount' },
  PublicationEdge: { everyone: 'cursor node' },
  QualityArea: { everyone: 'code measures labelRu labelEn confirmed usedBy', own: 'deficits' },
  QualityProfileRow: {
    everyone: `
      ofOwners municipality area year round roundLevel indicator indicatorCode level levelFrom
      levelTo commonFrom commonTo institutionType evidence sampled framework indicatorVersion unit scale count countOf valueCount
      sum mean meanRefused institutions institutionsTotal institutionsCovered missing notApplicable withheld indicators isComplete
      synthetic`,
    owner: 'min max sketch quantiles',
  },
  Query: {
    everyone: `
      compliance readDeadline legalActs legalAct measures measureSummary reportingSummary organizations actionPlans qualityAreas
      qualityArea scales scale frameworks framework indicators areaCrosswalks comparability publications coverage municipalities municipality institutions
      institution monitoringProgrammes monitoringRounds deficitRules deficitSummary qualityProfile clusterSummary`,
    own: 'node deficits recommendations search',
    owner: 'observations institutionDuties',
  },
  Recommendation: {
    own: 'id kind text synthetic provenance municipality round institution cluster area deficits measures',
  },
  RecommendationConnection: { everyone: 'pageInfo', own: 'edges nodes totalCount syntheticCount' },
  RecommendationEdge: { own: 'cursor node' },
  ReportingSummaryRow: { everyone: 'municipality plan synthetic due inTime late never' },
  Responsible: { everyone: 'text person role resolved organization' },
  Scale: { everyone: 'code labelRu kind min max confirmed levels crosswalks' },
  ScaleCrosswalk: { everyone: 'from to relation lossy authority' },
  ScaleLevel: { everyone: 'code rank labelRu labelEn' },
  SearchHit: { own: 'id kind title clause synthetic node municipality excerpt line' },
  SearchHitConnection: { everyone: 'pageInfo syntheticCount', own: 'edges nodes totalCount' },
  SearchHitEdge: { own: 'cursor node' },
  Signatory: { everyone: 'name position acting' },
  SourceStatus: { everyone: 'municipality state asOf version tookMs error missing' },
  Statement: { everyone: 'state text clause' },
};
