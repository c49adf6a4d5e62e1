/** A row as JSON, by the names of columns; columns left out take their defaults. */
export type Row = Readonly<Record<string, unknown>>;

/** Rows of one owner, or of all, by table. */
export type Rows = { [table in Table]?: Row[] };

/** The tables that are filled, those first that others refer to. */
export const tables = [
  'institutions.municipality',
  'institutions.institution',
  'ledger.publication',
  'ledger.change',
  'indicators.framework',
  'indicators.indicator',
  'indicators.framework_area',
  'action_plans.organization',
  'action_plans.legal_act',
  'action_plans.citation',
  'action_plans.instruction',
  'action_plans.organization_mention',
  'action_plans.action_plan',
  'action_plans.deadline_confirmation',
  'action_plans.measure',
  'action_plans.measure_area',
  'action_plans.measure_occurrence',
  'action_plans.responsible',
  'action_plans.progress_report',
  'action_plans.institution_plan',
  'monitoring.monitoring_programme',
  'monitoring.monitoring_round',
  'monitoring.observation',
  'monitoring.past_observation',
  'monitoring.cluster_assignment',
  'monitoring.deficit_rule',
  'monitoring.deficit',
  'monitoring.deficit_outcome',
  'monitoring.recommendation',
  'action_plans.measure_deficit',
] as const;
export type Table = (typeof tables)[number];

/** What the program makes of other rows when they are loaded. */
export const derivedTables = [
  'monitoring.profile_cell',
  'monitoring.profile_total',
  'monitoring.disclosure',
  'monitoring.institution_bit',
  'monitoring.shown_cluster',
  'monitoring.cluster_disclosure',
  'search.entry',
  'search.changed',
] as const;

/** Owners' rows as one database holds them: a shared thing that several have is one row there. */
export function together(parts: readonly Rows[]): Rows {
  return Object.fromEntries(
    tables.map((table) => {
      const rows = parts.flatMap((part) => part[table] ?? []);
      return [table, [...new Map(rows.map((row, index) => [keyOf(row) ?? index, row])).values()]];
    }),
  );
}

function keyOf({ id }: Row): unknown {
  return typeof id === 'string' && id.startsWith(':') ? id : undefined;
}
