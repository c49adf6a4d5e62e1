import { formatId } from '../../schema/contract/id.js';
import { type TableValue, writeCsv } from '../../subgraphs/documents/index.js';
import type { SyntheticOwner } from '../institution-names.js';
import { type SyntheticInstitution, syntheticInstitutions } from '../institutions.js';
import { type SyntheticIndicator, syntheticIndicators } from './indicators.js';
import { daysOfRound, type SyntheticMonitoring, standing, takingPart, years } from './made-up.js';
import { levelOf, syntheticResults } from './results.js';

/** A table as an owner would publish it. */
export interface SyntheticTable {
  kind: 'INDICATORS' | 'ROUNDS' | 'CLUSTERS' | 'DEFICIT_RULES' | 'OBSERVATIONS' | 'RECOMMENDATIONS';
  filename: string;
  content: Buffer;
}

/** Three rounds of results of an owner, always the same for the same owner: indicators, rounds, clusters, rules, results. */
export function* syntheticTables(owner: SyntheticOwner, monitoring: SyntheticMonitoring): Generator<SyntheticTable> {
  const institutions = syntheticInstitutions(owner);
  const indicators = syntheticIndicators(owner, monitoring);
  const rounds = years.map((year) => ({ year, part: takingPart(owner, monitoring, institutions, year) }));
  yield table('INDICATORS', 'indicators', indicatorRows(indicators));
  yield table('ROUNDS', 'rounds', roundRows(monitoring, institutions.length, rounds));
  if (monitoring.scale === 'KRASNODAR_CLUSTER')
    yield table('CLUSTERS', 'clusters', clusterRows(owner, monitoring, rounds));
  // Before the results, which are looked through by them.
  yield table('DEFICIT_RULES', 'deficit-rules', deficitRules);
  for (const { year, part } of rounds) {
    const rows = syntheticResults(owner, monitoring, indicators, part, year).map((result) => [
      ...[codeOf(year), result.indicator.code, result.indicator.version, result.institution, result.evidence],
      ...[result.value, result.level, result.status, result.day],
    ]);
    yield table('OBSERVATIONS', `results-${year}`, [resultHead, ...rows]);
  }
  yield table('RECOMMENDATIONS', 'recommendations', recommendationRows(owner, monitoring, rounds.at(-1)!));
}

interface Round {
  year: number;
  part: readonly SyntheticInstitution[];
}

const resultHead = [
  ...['Раунд', 'Код показателя', 'Версия показателя', 'Организация', 'Источник'],
  ...['Значение', 'Уровень', 'Статус', 'Дата'],
];

/** What the projects of the field call weak: below the basic level, worse than the year before, far behind the others. */
const deficitRules: TableValue[][] = [
  ['Код правила', 'Вид правила', 'Шкала', 'Порог', 'Название правила'],
  ['below-basic', 'BELOW_LEVEL', null, null, 'Ниже базового уровня'],
  ['falling-level', 'FALLING', null, null, 'Снижение уровня'],
  ['falling-share', 'FALLING', 'PERCENT', 10, 'Снижение на 10 процентных пунктов и больше'],
  ['far-behind', 'UNDER_MEDIAN', 'PERCENT', 20, 'Ниже медианы муниципалитета на 20 процентных пунктов и больше'],
];

function table(kind: SyntheticTable['kind'], name: string, rows: readonly (readonly TableValue[])[]): SyntheticTable {
  return { kind, filename: `synthetic-${name}.csv`, content: Buffer.from([...writeCsv(rows)].join('')) };
}

function codeOf(year: number): string {
  return String(year);
}

function indicatorRows(indicators: readonly SyntheticIndicator[]): TableValue[][] {
  const head = [
    ...['Система показателей', 'Название системы', 'Код', 'Версия', 'Показатель', 'Направление', 'Единица', 'Шкала'],
    ...['Направленность', 'Источники', 'Действует с', 'Действует по'],
  ];
  const rows = indicators.map(({ system, systemTitle, code, version, name, area, unit, scale, evidence, from, to }) => [
    ...[system, systemTitle, code, version, name, area, unit, scale],
    ...['HIGHER', evidence.join('; ')],
    from === null ? null : { day: `${from}-01-01` },
    to === null ? null : { day: `${to}-12-31` },
  ]);
  return [head, ...rows];
}

function roundRows(monitoring: SyntheticMonitoring, total: number, rounds: readonly Round[]): TableValue[][] {
  const head = [
    ...['Код раунда', 'Название', 'Год', 'Начало', 'Окончание', 'Уровень', 'Выборка'],
    ...['Участвовало организаций', 'Всего организаций', 'Акт'],
  ];
  const { takingPart: percent, level = 'MUNICIPAL', act = null } = monitoring;
  const rows = rounds.map(({ year, part }) => [
    ...[codeOf(year), `Мониторинг качества дошкольного образования ${year} года (синтетические данные)`, year],
    ...[...daysOfRound(monitoring, year).map((day) => ({ day })), level, percent < 100],
    ...[part.length, total, act],
  ]);
  return [head, ...rows];
}

/** The cluster of an institution goes by its mean standing. */
function clusterRows(owner: SyntheticOwner, { areas }: SyntheticMonitoring, rounds: readonly Round[]): TableValue[][] {
  const rows = rounds.flatMap(({ year, part }) =>
    part.map(({ local }) => {
      const sum = areas.reduce((total, area) => total + standing(owner, local, area, year), 0);
      const level = levelOf('KRASNODAR_CLUSTER', sum / areas.length);
      return [codeOf(year), formatId({ owner: owner.code, kind: 'institution', local }), level];
    }),
  );
  return [['Раунд', 'Организация', 'Кластер'], ...rows];
}

/** For each cluster where there are clusters, and for the five institutions that stand lowest. */
function recommendationRows(
  owner: SyntheticOwner,
  { areas, scale }: SyntheticMonitoring,
  { year, part }: Round,
): TableValue[][] {
  const first = areas[0]!;
  const placed = part.map(({ local }) => ({ local, standing: standing(owner, local, first, year) }));
  const lowest = placed.sort((a, b) => a.standing - b.standing).slice(0, 5);
  const addressed = lowest.map(({ local }) => [
    ...[codeOf(year), formatId({ owner: owner.code, kind: 'institution', local }), null, first],
    'Пересмотреть работу по направлению вместе с методистом (придумано для примера)',
  ]);
  const toClusters = clusterAdvice.map(([level, advice]) => [codeOf(year), null, level, null, advice]);
  const head = ['Раунд', 'Организация', 'Кластер', 'Направление', 'Рекомендация'];
  return [head, ...addressed, ...(scale === 'KRASNODAR_CLUSTER' ? toClusters : [])];
}

const clusterAdvice = [
  ['KRASNODAR_CLUSTER/LOW', 'Составить план помощи с наставником (придумано для примера)'],
  [
    'KRASNODAR_CLUSTER/APPROACHING_BASIC',
    'Разобрать на педагогическом совете слабые направления (придумано для примера)',
  ],
  ['KRASNODAR_CLUSTER/BASIC', 'Закрепить достигнутое в программе развития (придумано для примера)'],
  ['KRASNODAR_CLUSTER/ELEVATED', 'Показать свой опыт другим организациям (придумано для примера)'],
] as const;
