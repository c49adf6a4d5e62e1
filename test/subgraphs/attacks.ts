/** Operations that would hold an instance for seconds if they were carried out. */
export interface Attack {
  title: string;
  /** The subgraph that all of it belongs to; none where it needs several. */
  subgraph?: string;
  code: string;
  query: string;
  /** `$s` of the query. */
  s?: string;
}

const twenty = (field: (alias: string) => string) =>
  `query ($s: String!) { ${Array.from({ length: 20 }, (_, index) => field(`a${index}`)).join(' ')} }`;
const steps = (count: number) =>
  `query { qualityAreas { ${'deficits { area { '.repeat(count)}code${' } }'.repeat(count)} } }`;
export const names = twenty((a) => `${a}: organizations(first: 1, filter: { named: $s }) { totalCount }`);

const rows = [
  // The shared areas of quality belong to another subgraph than their deficits.
  ...[3, 4, 5, 6].map((count) => ({ title: `${count} times areas of deficits of areas`, query: steps(count) })),
  {
    title: 'acts of instructions of acts',
    subgraph: 'action-plans',
    query: `query { legalActs { nodes { ${'instructions { act { '.repeat(6)}id${' } }'.repeat(6)} } } }`,
  },
];

const texts = [
  { title: 'names of 5 000 quotes', subgraph: 'action-plans', query: names, s: '«'.repeat(5000) },
  {
    title: 'those responsible in 60 000 characters',
    subgraph: 'action-plans',
    query: twenty((a) => `${a}: measures(first: 1, filter: { responsible: $s }) { totalCount }`),
    s: 'специалисты управления '.repeat(2610),
  },
  {
    title: 'phrases of 60 000 characters',
    subgraph: 'action-plans',
    query: twenty((a) => `${a}: legalActs(first: 1, filter: { search: $s }) { totalCount }`),
    s: '"а б в г д е"'.repeat(5000),
  },
  {
    title: '20 000 words',
    subgraph: 'action-plans',
    query: twenty((a) => `${a}: measures(first: 1, filter: { search: $s }) { totalCount }`),
    s: 'дом '.repeat(20_000),
  },
  {
    title: '40 000 letters',
    subgraph: 'institutions',
    query: twenty((a) => `${a}: institutions(first: 1, filter: { search: $s }) { totalCount }`),
    s: 'а '.repeat(40_000),
  },
];

export const attacks: readonly Attack[] = [
  ...rows.map((attack) => ({ code: 'OPERATION_TOO_COMPLEX', ...attack })),
  ...texts.map((attack) => ({ code: 'BAD_ARGUMENT', ...attack })),
];
