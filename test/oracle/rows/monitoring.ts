import { sortKey } from '../../../schema/contract/collation.js';
import type { Dice } from '../dice.js';
import { levelsOf } from './indicators.js';
import type { Row, Rows } from './rows.js';
import { areas, days, evidences, instants, type Names, period, provenance, years } from './texts.js';

/** With and without a binary rounding, very small, and equal. */
const values = [0, 0.1, 0.2, 0.3, 0.7, 1, 1, 33.3, 76.8, 100, 1e-7, 123456.789, 0.1];
const statuses = ['REPORTED', 'REPORTED', 'REPORTED', 'ESTIMATED', 'MISSING', 'NOT_APPLICABLE', 'SUPPRESSED', 'BREAK'];

export function resultsOf(dice: Dice, owner: string, names: Names, known: Rows): Rows {
  const institutions = known['institutions.institution'] ?? [];
  const indicators = known['indicators.indicator'] ?? [];
  const acts = (known['action_plans.legal_act'] ?? []).map(({ id }) => id);
  const programmes = dice
    .some(
      acts.filter((id) => String(id).startsWith(`${owner}:`)),
      0.3,
    )
    .map((act, n) => programmeOf(dice, owner, names, act, n, known));
  const rounds = dice.times(dice.int(4), (n) => roundOf(dice, owner, names, n, acts, programmes));
  const observations = rounds.flatMap((round) =>
    indicators.flatMap((indicator) => observationsOf(dice, owner, round, indicator, institutions)),
  );
  // What holds now was recorded when what held before ended.
  const corrected = dice.some(
    observations.filter((row) => row.recorded_at === instants[2]),
    0.3,
  );
  const past = corrected.map(
    (row): Row => ({
      ...row,
      value: row.value === null ? null : dice.pick(values),
      recorded_at: instants[0],
      superseded_at: instants[2],
      superseded_by: `${owner}:publication:p0/1`,
    }),
  );
  const clusters = rounds.flatMap((round) =>
    dice.some(institutions, 0.4).map(
      (institution): Row => ({
        id: `${owner}:cluster:${String(round.id).split(':')[2]}/${String(institution.id).split(':')[2]}`,
        municipality: owner,
        round_id: round.id,
        institution_id: institution.id,
        level_code: `KRASNODAR_CLUSTER/${dice.pick(levelsOf.KRASNODAR_CLUSTER!)}`,
        synthetic: dice.chance(0.5),
        provenance: provenance(dice, owner),
        sort_key: round.sort_key,
      }),
    ),
  );
  return {
    'monitoring.monitoring_programme': programmes,
    'monitoring.monitoring_round': rounds,
    'monitoring.observation': observations,
    'monitoring.past_observation': past,
    'monitoring.cluster_assignment': clusters,
  };
}

function programmeOf(dice: Dice, owner: string, names: Names, basis: unknown, n: number, known: Rows): Row {
  const statement = () => ({ state: dice.pick(['STATED', 'DELEGATED', 'NOT_STATED']), text: null, clause: null });
  const named = dice.some(areas, 0.3);
  return {
    id: `${owner}:programme:${n}`,
    municipality: owner,
    title: names.name(),
    basis_id: basis,
    order_id: basis,
    tasks: dice.some(['задача', 'цель']),
    principles: [],
    mechanisms: [],
    sources: dice.some(['анкеты']),
    evidence: dice.some(evidences),
    named_areas: named.map((area) => ({ text: area.toLowerCase(), area: dice.maybe(area) })),
    area_codes: named,
    clauses: [],
    coordinator_text: null,
    periodicity: dice.maybe('ежегодно'),
    terms: statement(),
    withdrawn_at: dice.maybe(dice.pick(instants), 0.1),
    indicators: statement(),
    provenance: provenance(dice, owner),
    sort_key: names.key(days),
    coordinator_id: dice.pick([null, ...(known['action_plans.organization'] ?? []).map(({ id }) => id)]),
  };
}

function roundOf(
  dice: Dice,
  owner: string,
  names: Names,
  n: number,
  acts: readonly unknown[],
  programmes: readonly Row[],
): Row {
  const year = dice.pick(years);
  const code = `${year}-${n}`;
  return {
    id: `${owner}:round:${code}`,
    municipality: owner,
    title: names.name(),
    period: period(dice),
    year,
    level: dice.pick(['INSTITUTION', 'MUNICIPAL', 'REGIONAL', 'FEDERAL']),
    basis_id: dice.maybe(dice.pick([null, ...acts])),
    sampled: dice.chance(0.3),
    institutions_covered: dice.int(9),
    institutions_total: dice.int(20),
    provenance: provenance(dice, owner),
    sort_key: `${year}-09-01 ${names.key(['a', 'b'])}`,
    code: dice.maybe(code),
    programme_id: dice.pick([null, ...programmes.map(({ id }) => id)]),
    synthetic: dice.chance(0.5),
  };
}

function observationsOf(dice: Dice, owner: string, round: Row, indicator: Row, institutions: readonly Row[]): Row[] {
  const evidence = dice.some(evidences, 0.4);
  return [null, ...institutions].flatMap((institution) =>
    dice.some(evidence, institution ? 0.6 : 0.4).map((by): Row => {
      const status = dice.pick(statuses);
      const hasResult = status === 'REPORTED' || status === 'ESTIMATED';
      const steps = indicator.scale_code ? levelsOf[indicator.scale_code as string]! : [];
      const local = [round.id, indicator.id, institution?.id ?? ''].map((id) => String(id).split(':')[2] ?? '');
      return {
        id: `${owner}:observation:${local.join('-').replaceAll('/', '.')}-${by}`,
        municipality: owner,
        round_id: round.id,
        indicator_id: indicator.id,
        institution_id: institution?.id ?? null,
        evidence: by,
        value: hasResult && steps.length === 0 ? dice.pick(values) : null,
        level_code: hasResult && steps.length > 0 ? `${indicator.scale_code}/${dice.pick(steps)}` : null,
        status,
        observed_at: dice.maybe(dice.pick(days)),
        year: round.year,
        area_code: indicator.area_code,
        institution_type: institution?.legal_form ?? null,
        publication_id: `${owner}:publication:p0/1`,
        source_row: 1,
        synthetic: dice.chance(0.5),
        recorded_at: dice.pick(instants),
        sort_key: [round.sort_key, indicator.code_key, institution?.name_key ?? ''].join(' '),
        indicator_key: indicator.code_key,
        institution_key: institution?.name_key ?? '',
      };
    }),
  );
}

/** Deficits and what answers them. */
export function deficitsOf(dice: Dice, owner: string, names: Names, known: Rows): Rows {
  const institutions = (known['institutions.institution'] ?? []).map(({ id }) => id);
  const indicators = (known['indicators.indicator'] ?? []).map(({ id }) => id);
  const measures = (known['action_plans.measure'] ?? []).map(({ id }) => id);
  const rounds = known['monitoring.monitoring_round'] ?? [];
  const rules = dice.some(['below', 'falling', 'under-median']).map(
    (code): Row => ({
      id: `${owner}:deficit-rule:${code}`,
      municipality: owner,
      code,
      kind: dice.pick(['BELOW_LEVEL', 'FALLING', 'UNDER_MEDIAN']),
      area_code: dice.maybe(dice.pick(areas), 0.3),
      indicator_code: dice.maybe('1', 0.3),
      threshold: dice.maybe(0.1, 0.3),
      title: names.name(),
      provenance: provenance(dice, owner),
      sort_key: `${owner}/${sortKey(code)}`,
      scale_code: dice.maybe('MKDO', 0.3),
    }),
  );
  const deficits = rounds.flatMap((round, at) =>
    dice.times(dice.int(5), (n): Row => {
      const area = dice.pick(areas.slice(0, 5));
      return {
        id: `${owner}:deficit:${at}-${n}`,
        municipality: owner,
        round_id: round.id,
        area_code: area,
        indicator_id: dice.pick([null, ...indicators]),
        rule_id: dice.pick([null, ...rules.map(({ id }) => id)]),
        institution_ids: dice.some(institutions),
        statement: names.name(),
        synthetic: dice.chance(0.5),
        provenance: provenance(dice, owner),
        sort_key: [owner, round.sort_key, area, dice.pick(['a', 'b'])].join('/'),
      };
    }),
  );
  const recommendations = rounds.flatMap((round, at) =>
    dice.times(dice.int(4), (n): Row => {
      const institution = institutions.length > 0 ? dice.maybe(dice.pick(institutions), 0.6) : null;
      const kind = institution ? 'ADDRESS' : 'CLUSTER';
      return {
        id: `${owner}:recommendation:${at}-${n}`,
        municipality: owner,
        round_id: round.id,
        kind,
        institution_id: institution,
        level_code: institution ? null : `KRASNODAR_CLUSTER/${dice.pick(levelsOf.KRASNODAR_CLUSTER!)}`,
        area_code: dice.maybe(dice.pick(areas)),
        deficit_ids: dice.some(deficits.map(({ id }) => id).slice(0, 3)),
        text: names.name(),
        synthetic: dice.chance(0.5),
        provenance: provenance(dice, owner),
        sort_key: [owner, round.sort_key, kind, String(n).padStart(7, '0')].join('/'),
      };
    }),
  );
  const outcomes =
    rounds.length > 0
      ? dice.some(deficits).map(
          ({ id }): Row => ({
            deficit_id: id,
            round_id: dice.pick(rounds).id,
            state: dice.pick(['RESOLVED', 'IMPROVED', 'REMAINED', 'WORSE', 'NOT_MEASURED']),
            institutions_before: dice.maybe(dice.int(5)),
            institutions_after: dice.maybe(dice.int(5)),
          }),
        )
      : [];
  return {
    'monitoring.deficit_rule': rules,
    'monitoring.deficit': deficits,
    'monitoring.deficit_outcome': outcomes,
    'monitoring.recommendation': recommendations,
    'action_plans.measure_deficit': deficits.flatMap(({ id }) =>
      dice.some(measures, 0.15).map((measure) => ({ deficit_id: id, measure_id: measure })),
    ),
  };
}
