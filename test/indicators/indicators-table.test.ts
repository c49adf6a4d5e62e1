import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { Instance } from '../../subgraphs/instance.js';
import { ask, owners, startSeededInstance } from '../instance.js';
import { withdraw } from '../publishing/client.js';
import { publishTable } from './publish-table.js';

let instance: Instance;
let url: string;
beforeAll(async () => {
  instance = await startSeededInstance(owners.filter(({ code }) => code === 'kizel'));
  url = `${instance.server.url}/graphql`;
});
afterAll(() => instance?.close());

const head = [
  'Система показателей',
  'Название системы',
  'Версия системы',
  'Код показателя',
  'Версия',
  'Наименование показателя',
  'Направление',
  'Ед. изм.',
  'Шкала',
  'Направленность',
  'Формула расчёта',
  'Источники',
  'Действует с',
  'Действует по',
];
const share = [
  'KZL',
  'Система Кизела',
  1,
  'F-1',
  '',
  'Доля родителей, участвующих в управлении',
  'Взаимодействие с семьёй',
  'процентов',
  'проценты',
  'больше - лучше',
  'участвуют / всего × 100',
  'анкета родителей; ВСОКО',
  '01.01.2022',
  '31.12.2023',
];
const level = ['KZL', '', 1, 'F-2', '', 'Уровень условий', 'CONDITIONS', '', 'MKDO', '', '', 'EXPERT', '', ''];
const federal = [
  'MKDO/2021',
  '',
  '',
  'M-1',
  '',
  'Питание',
  'здоровье, безопасность, уход',
  'балл',
  '',
  '',
  '',
  '',
  '',
  '',
];

const fields = `id code version name unit direction formula evidence validFrom validTo synthetic
  area { code } scale { code kind min max } framework { id code version title confirmed municipality { code } } provenance { method line }`;

describe('Publishing indicators', () => {
  it('makes each a version of the system that it names, the federal one or the owner’s own', async () => {
    const receipt = await publish([share, level, federal]);
    expect(receipt).toMatchObject({ rejected: 0, issues: [], removed: 0, publication: { version: 1, rows: 3 } });
    const { indicators } = await answer(`{ indicators { nodes { ${fields} } } }`);
    expect(indicators.nodes).toMatchObject([
      {
        id: 'kizel:indicator:F-1/1',
        version: 1,
        unit: '%',
        direction: 'HIGHER',
        evidence: ['PARENT_SURVEY', 'INTERNAL_VSOKO'],
        validFrom: '2022-01-01',
        area: { code: 'FAMILY' },
        scale: { code: 'PERCENT', kind: 'INTERVAL', min: 0, max: 100 },
        framework: { id: 'kizel:framework:KZL/1', title: 'Система Кизела', municipality: { code: 'kizel' } },
        provenance: [{ method: 'UPLOADED', line: 2 }],
      },
      { code: 'F-2', unit: 'уровень', direction: 'NEUTRAL', scale: { code: 'MKDO', kind: 'ORDINAL', min: null } },
      { code: 'M-1', scale: null, framework: { id: ':framework:MKDO/2021', confirmed: false, municipality: null } },
    ]);
    const { frameworks, node } = await answer(`{
      frameworks { code version validFrom validTo areas { code } indicators { totalCount nodes { code } } }
      node(id: ":framework:MKDO/2021") { ... on Framework { title areas { code } } } }`);
    expect(frameworks).toMatchObject([
      { code: 'MKDO', indicators: { nodes: [{ code: 'M-1' }] } },
      {
        code: 'KZL',
        version: 1,
        validFrom: null,
        areas: [{ code: 'CONDITIONS' }, { code: 'FAMILY' }],
        indicators: { totalCount: 2 },
      },
    ]);
    expect(node.areas).toHaveLength(9);
  });

  it.each([
    ['the system', '{ frameworks: ["kizel:framework:KZL/1"] }', ['F-1', 'F-2']],
    ['the code', '{ codes: ["M-1", "F-2"] }', ['F-2', 'M-1']],
    ['a day on which it holds', '{ validOn: "2024-01-01" }', ['F-2', 'M-1']],
    ['its last day', '{ validOn: "2023-12-31" }', ['F-1', 'F-2', 'M-1']],
  ])('finds them by %s', async (_, filter, codes) => {
    const { indicators } = await answer(`{ indicators(filter: ${filter}) { nodes { code } } }`);
    expect(indicators.nodes.map(({ code }: { code: string }) => code)).toEqual(codes);
  });

  const changed = (row: unknown[], index: number, value: unknown) => row.map((old, i) => (i === index ? value : old));
  it.each([
    ['another unit', changed(federal, 7, 'чел.'), 'VERSION_NEEDED', 'Единица'],
    ['another scale', changed(level, 8, 'YES_NO'), 'VERSION_NEEDED', 'Единица'],
    ['another formula', changed(share, 10, 'иначе'), 'VERSION_NEEDED', 'Формула'],
    ['another direction', changed(share, 9, 'меньше – лучше'), 'VERSION_NEEDED', 'Направленность'],
    ['another area', changed(share, 6, 'CONTENT'), 'VERSION_NEEDED', 'Направление'],
    ['another system', changed(share, 2, 2), 'VERSION_NEEDED', 'Система показателей'],
    ['a federal system that there is not', changed(federal, 0, 'MKDO/2035'), 'VALUE_INVALID', 'Система показателей'],
    ['a code with a slash', changed(share, 3, 'F/1'), 'VALUE_INVALID', 'Код показателя (D)'],
    ['percents of another unit', changed(share, 7, 'чел.'), 'VALUE_INVALID', 'Единица'],
    ['neither unit nor scale', changed(federal, 7, ''), 'VALUE_INVALID', 'Единица'],
    ['an area of nobody', changed(share, 6, 'питание'), 'VALUE_INVALID', 'Направление (G)'],
    ['a scale of nobody', changed(share, 8, 'пятибалльная'), 'VALUE_INVALID', 'Шкала (I)'],
    ['an end before the beginning', changed(share, 13, '31.12.2021'), 'VALUE_INVALID', 'Действует по'],
    ['version 0', changed(share, 4, 0), 'VALUE_INVALID', 'Версия'],
  ])('is refused with %s, at its place', async (_, row, code, field) => {
    const before = await answer(`{ indicators { nodes { ${fields} } } }`);
    const receipt = await publish([row]);
    expect(receipt).toMatchObject({ publication: null, rejected: 1 });
    expect(receipt.issues).toContainEqual(expect.objectContaining({ code, row: 2, field }));
    expect(await answer(`{ indicators { nodes { ${fields} } } }`)).toEqual(before);
  });

  it('of a new version leaves those of the old ones, and warns where both hold on a day', async () => {
    const second = changed(changed(changed(share, 2, 2), 4, 2), 12, '01.07.2023');
    const receipt = await publish([changed(changed(second, 13, ''), 7, '%')]);
    expect(receipt).toMatchObject({ created: 2, removed: 0, rejected: 0 });
    expect(receipt.issues).toMatchObject([{ code: 'PERIOD_AMBIGUOUS', severity: 'WARNING', text: 'F-1' }]);
    const { indicators } = await answer('{ indicators { nodes { id framework { id } } } }');
    expect(indicators.nodes).toEqual([
      { id: 'kizel:indicator:F-1/1', framework: { id: 'kizel:framework:KZL/1' } },
      { id: 'kizel:indicator:F-1/2', framework: { id: 'kizel:framework:KZL/2' } },
      { id: 'kizel:indicator:F-2/1', framework: { id: 'kizel:framework:KZL/1' } },
      { id: 'kizel:indicator:M-1/1', framework: { id: ':framework:MKDO/2021' } },
    ]);
  });

  it('takes the place of those of its systems, but for what was measured by', async () => {
    await measureBy('kizel:indicator:F-2/1');
    const receipt = await publish([changed(share, 5, 'Доля участвующих родителей')]);
    expect(receipt).toMatchObject({ updated: 1, removed: 0, created: 0 });
    expect(receipt.issues).toContainEqual(expect.objectContaining({ code: 'STILL_NEEDED', text: 'F-2' }));
    const lone = [...federal.slice(0, 3), 'M-2', ...federal.slice(4)];
    expect(await publish([share, lone])).toMatchObject({ created: 1, removed: 1 });
    const { indicators, frameworks } = await answer('{ indicators { nodes { id } } frameworks { id title } }');
    expect(indicators.nodes.map(({ id }: { id: string }) => id.split(':')[2])).toEqual([
      'F-1/1',
      'F-1/2',
      'F-2/1',
      'M-2/1',
    ]);
    expect(frameworks).toContainEqual({ id: 'kizel:framework:KZL/1', title: 'Система Кизела' });
  });

  it('goes with its publication, but for what was measured by', async () => {
    const receipt = await publish([level]);
    await withdraw(url, receipt.publication.id);
    const { indicators, frameworks } = await answer('{ indicators { nodes { id } } frameworks { id } }');
    expect(indicators.nodes.map(({ id }: { id: string }) => id.split(':')[2])).toContain('F-2/1');
    expect(frameworks).toContainEqual({ id: 'kizel:framework:KZL/1' });
    const other = await publish([['NEW', '', '', 'N-1', '', 'Иное', 'CONTENT', 'балл', '', '', '', '', '', '']]);
    expect((await answer('{ frameworks { code } }')).frameworks).toContainEqual({ code: 'NEW' });
    await withdraw(url, other.publication.id);
    const left = await answer('{ indicators(filter: { codes: ["N-1"] }) { totalCount } frameworks { code } }');
    expect(left.indicators.totalCount).toBe(0);
    expect(left.frameworks).not.toContainEqual({ code: 'NEW' });
  });

  const publish = (rows: unknown[][]) => publishTable(url, 'kizel', 'INDICATORS', [head, ...rows] as never);
});

async function measureBy(indicator: string): Promise<void> {
  for (const statement of [
    `insert into monitoring.monitoring_round values ('kizel:round:1', 'kizel', 'x', '{}', 2024, 'MUNICIPAL', null, false, 1, 1, '[]', '1', null, null, false)`,
    `insert into monitoring.observation values ('kizel:observation:1', 'kizel', 'kizel:round:1', '${indicator}', null, 'EXPERT',
       null, 'MKDO/L3', 'REPORTED', null, 2024, 'CONDITIONS', null, 'kizel:publication:x', 1, false, now(), '1', '', '')`,
  ])
    await sql.raw(statement).execute(instance.orm.em.fork().getKysely());
}

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape.
async function answer(query: string): Promise<any> {
  const { data, errors } = await ask(url, query);
  expect(errors).toBeUndefined();
  return data;
}
