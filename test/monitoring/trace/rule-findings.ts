import type { ObservationData, RuleData } from './results.js';

/** What a rule finds in observations: «round indicator institutions». */
export const ruleFindings: [
  title: string,
  rule: Omit<RuleData, 'code'>,
  observations: ObservationData[],
  found: string[],
][] = [
  [
    'levels that are surely below the basic one',
    { kind: 'BELOW_LEVEL' },
    of('2024', 'mkdo', 'a=MKDO/L1 b=MKDO/L2 c=MKDO/L3 d=MKDO/L5'),
    ['2024 mkdo/1 ab'],
  ],
  [
    'levels of an own scale by what they are on the common one',
    { kind: 'BELOW_LEVEL' },
    of('2024', 'cluster', 'a=KRASNODAR_CLUSTER/LOW b=KRASNODAR_CLUSTER/APPROACHING_BASIC c=KRASNODAR_CLUSTER/BASIC'),
    ['2024 cluster/1 ab'],
  ],
  [
    'not a level that may be below the threshold, and may not: elevated is 4 to 5',
    { kind: 'BELOW_LEVEL', threshold: 5 },
    of('2024', 'cluster', 'a=KRASNODAR_CLUSTER/BASIC b=KRASNODAR_CLUSTER/ELEVATED'),
    ['2024 cluster/1 a'],
  ],
  [
    'no values without a scale or an indicator that it names',
    { kind: 'BELOW_LEVEL', threshold: 50 },
    of('2024', 'pct', 'a=10'),
    [],
  ],
  [
    'values below a threshold where more is better',
    { kind: 'BELOW_LEVEL', indicator: 'pct', threshold: 50 },
    of('2024', 'pct', 'a=49.9 b=50 c=51'),
    ['2024 pct/1 a'],
  ],
  [
    'values above a threshold where less is better',
    { kind: 'BELOW_LEVEL', indicator: 'less', threshold: 3 },
    of('2024', 'less', 'a=2 b=3 c=3.1'),
    ['2024 less/1 c'],
  ],
  [
    'nothing where nobody says which is better',
    { kind: 'BELOW_LEVEL', indicator: 'any', threshold: 50 },
    of('2024', 'any', 'a=10 b=90'),
    [],
  ],
  [
    'a «no» where yes is better',
    { kind: 'BELOW_LEVEL', indicator: 'yes', threshold: 2 },
    of('2024', 'yes', 'a=YES_NO/NO b=YES_NO/YES'),
    ['2024 yes/1 a'],
  ],
  [
    'the owner as a whole apart from its institutions',
    { kind: 'BELOW_LEVEL' },
    of('2024', 'mkdo', 'a=MKDO/L1 =MKDO/L2'),
    ['2024 mkdo/1 whole', '2024 mkdo/1 a'],
  ],
  [
    'nothing in what is missing, suppressed or a break',
    { kind: 'BELOW_LEVEL' },
    ['MISSING', 'SUPPRESSED', 'BREAK', 'NOT_APPLICABLE'].flatMap((status, n) =>
      of('2024', 'mkdo', `${'abcd'[n]}=MKDO/L1`, { status }),
    ),
    [],
  ],
  [
    'what is estimated',
    { kind: 'BELOW_LEVEL' },
    of('2024', 'mkdo', 'a=MKDO/L1', { status: 'ESTIMATED' }),
    ['2024 mkdo/1 a'],
  ],
  [
    'only in its area',
    { kind: 'BELOW_LEVEL', area: 'CONDITIONS' },
    [...of('2024', 'mkdo', 'a=MKDO/L1'), ...of('2024', 'cluster', 'a=KRASNODAR_CLUSTER/LOW')],
    ['2024 cluster/1 a'],
  ],
  [
    'a fall by the threshold, exact in decimals, from the round before of the same level',
    { kind: 'FALLING', scale: 'PERCENT', threshold: 10 },
    [
      ...of('2023', 'pct', 'a=70.3 b=70.3 c=60'),
      ...of('2024', 'pct', 'a=60.3 b=60.4 c=90'),
      ...of('r2023', 'pct', 'c=99'),
    ],
    ['2024 pct/1 a'],
  ],
  [
    'a rise where less is better',
    { kind: 'FALLING', indicator: 'less' },
    [...of('2023', 'less', 'a=3 b=3'), ...of('2024', 'less', 'a=2 b=3.5')],
    ['2024 less/1 b'],
  ],
  [
    'a fall by one level, where no threshold is said',
    { kind: 'FALLING' },
    [...of('2023', 'mkdo', 'a=MKDO/L4 b=MKDO/L4'), ...of('2024', 'mkdo', 'a=MKDO/L3 b=MKDO/L4')],
    ['2024 mkdo/1 a'],
  ],
  [
    'no fall from another version of the indicator, by other evidence, or over a round in between',
    { kind: 'FALLING', scale: 'PERCENT' },
    [
      ...of('2022', 'pct', 'c=90'),
      ...of('2023', 'pct', 'a=90'),
      ...of('2023', 'pct', 'b=90', { evidence: 'PARENT_SURVEY' }),
      ...of('2024', 'pct/2', 'a=10'),
      ...of('2024', 'pct', 'b=10 c=10'),
    ],
    [],
  ],
  [
    'who is far under the median of the round; the whole is nobody of it',
    { kind: 'UNDER_MEDIAN', scale: 'PERCENT', threshold: 15 },
    of('2024', 'pct', 'a=40 b=50 c=60 d=70 =0'),
    ['2024 pct/1 a'],
  ],
  [
    'of an even number of levels, who is under the lower one in the middle',
    { kind: 'UNDER_MEDIAN' },
    of('2024', 'mkdo', 'a=MKDO/L1 b=MKDO/L2 c=MKDO/L3 d=MKDO/L4'),
    ['2024 mkdo/1 a'],
  ],
  [
    'a median of each kind of evidence',
    { kind: 'UNDER_MEDIAN', scale: 'PERCENT', threshold: 10 },
    [...of('2024', 'pct', 'a=50 b=50 c=50'), ...of('2024', 'pct', 'a=90 b=90 c=70', { evidence: 'PARENT_SURVEY' })],
    ['2024 pct/1 c'],
  ],
];

/** «a=MKDO/L1 b=70 =50»: levels and values by institution, of the owner as a whole where there is no name. */
export function of(
  round: string,
  indicator: string,
  text: string,
  more: Partial<ObservationData> = {},
): ObservationData[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((part) => {
      const [name, said] = part.split('=') as [string, string];
      const result = Number.isNaN(Number(said)) ? { level: said } : { value: Number(said) };
      return { round, indicator, institution: name || null, ...result, ...more };
    });
}
