import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publishDocument } from '../../subgraphs/action-plans/imports/documents/publish-document.js';
import type { Instance } from '../../subgraphs/instance.js';
import { orderWith } from '../documents/parties/summary.js';
import { ask, owners, startSeededInstance } from '../instance.js';

let instance: Instance;
const url = () => `${instance.server.url}/graphql`;
const answer = async (operation: string) => {
  const { data, errors } = await ask(url(), operation);
  expect(errors).toBeUndefined();
  return data;
};
const count = async (filter: string, owner: string) =>
  (await answer(`{ measures(municipalities: ["${owner}"], filter: ${filter}) { totalCount } }`)).measures.totalCount;

beforeAll(async () => {
  instance = await startSeededInstance(owners);
});
afterAll(() => instance?.close());

describe('Those responsible', () => {
  it('are given in the order of the cell, with organisation, person and role', async () => {
    const { measures } = await answer(`{ measures(municipalities: ["volgograd"], filter: { section: ["1"] }) { nodes {
      responsible { text person role resolved organization { id name kind aliases municipality { code } } } } } }`);
    expect(measures.nodes[4].responsible).toMatchObject([
      {
        text: 'ГАУ ДПО ВГАПО, Акентьева Е.Н.',
        person: 'Акентьева Е.Н.',
        role: 'EXECUTOR',
        resolved: true,
        organization: {
          id: 'volgograd:organization:волгоградская-государственная-академия-последипломного-образования',
          name: 'ГАУ ДПО «Волгоградская государственная академия последипломного образования»',
          kind: 'METHODICAL_CENTRE',
          municipality: { code: 'volgograd' },
        },
      },
      {
        person: 'Юдина И.Г.',
        organization: { name: 'ГКУ «Центр развития и сопровождения образования Волгоградской области»' },
      },
    ]);
  });

  it.each([
    ['УО', 73],
    ['Управление образования', 73],
    ['управления образования', 73],
    ['специалисты управления образования', 73],
    ['Управление образования комитета социального развития Администрации Петрозаводского городского округа', 73],
    ['КСР', 2],
    ['Комитет социального развития', 2],
    ['руководители ОО', 45],
    ['образовательных организаций', 45],
    ['МАУ ДПО «ЦРО»', 59],
    ['Администрация Петрозаводского городского округа', 0],
    ['О', 0],
  ])('in Petrozavodsk are found under any name: «%s» in %i rows', async (asked, expected) => {
    expect(await count(`{ responsible: ${JSON.stringify(asked)} }`, 'petrozavodsk')).toBe(expected);
  });

  it.each([
    ['Шевченко А.В.', 11],
    ['А.В.Шевченко', 11],
    ['шевченко', 11],
    ['Шевч', 0],
    ['Храмцова Т.В.', 6],
    ['МКУ КНМЦ', 11],
    ['Краснодарский научно-методический центр', 11],
    ['Отдел дошкольного образования', 6],
  ])('in Krasnodar are persons as well, and where they belong: «%s» in %i rows', async (asked, expected) => {
    expect(await count(`{ responsible: ${JSON.stringify(asked)} }`, 'krasnodar')).toBe(expected);
  });

  it.each([
    ['{ responsibleRole: SUPERVISOR }', 6],
    ['{ responsible: "МАУ ДПО ЦРО", responsibleRole: SUPERVISOR }', 6],
    ['{ responsible: "МАУ ДПО ЦРО", responsibleRole: EXECUTOR }', 53],
    ['{ responsible: "УО", responsibleRole: SUPERVISOR }', 0],
    ['{ responsible: "базовых площадок", responsibleRole: SUPERVISOR }', 0],
  ])('are filtered by role: %s', async (filter, expected) =>
    expect(await count(filter, 'petrozavodsk')).toBe(expected),
  );

  it('count once under each name that is shown', async () => {
    const rows = await instance.orm.em.getConnection().execute<{ label: string; count: number }[]>(
      `select label, count(*)::int from action_plans.responsible_label l join action_plans.measure m on m.id = l.measure_id
         where m.municipality = 'krasnodar' group by label order by label collate "C"`,
    );
    expect(rows.map(({ label, count }) => [label, count])).toEqual([
      ['МКУ «Краснодарский научно-методический центр»', 11],
      ['Михненко Ю.Ю.', 5],
      [
        'Отдел дошкольного образования департамента образования администрации муниципального образования город Краснодар',
        6,
      ],
    ]);
  });

  it('that are not known are an issue of their row', async () => {
    const { measures } = await answer(`{ measures(filter: { issue: ALIAS_UNRESOLVED }) { nodes {
      responsibleText issues { code severity text line } responsible { text resolved organization { id } } } } }`);
    expect(measures.nodes).toHaveLength(1);
    expect(measures.nodes[0].responsible[1]).toEqual({ text: 'Специалист', resolved: false, organization: null });
    expect(measures.nodes[0].issues).toContainEqual({
      code: 'ALIAS_UNRESOLVED',
      severity: 'NOTICE',
      text: 'Специалист',
      line: 145,
    });
  });
});

describe('Organisations', () => {
  it('are the authorities of their owners, where an act names its issuer', async () => {
    const { municipalities } = await answer('{ municipalities { code authority { name } } }');
    expect(
      municipalities.map((row: { code: string; authority: { name: string } | null }) => [
        row.code,
        row.authority?.name,
      ]),
    ).toEqual([
      ['kemerovo', 'Управление образования администрации Кемеровского муниципального округа'],
      ['kizel', 'Управление образования администрации города Кизела'],
      ['krasnodar', 'Департамент образования администрации муниципального образования город Краснодар'],
      ['petrozavodsk', 'Комитет социального развития Администрации Петрозаводского городского округа'],
      ['volgograd', undefined],
    ]);
  });

  it('are listed, filtered, and found by other subgraphs', async () => {
    const { organizations, named, ofKind } = await answer(`{
      organizations(municipalities: ["kizel"]) { totalCount nodes { id name aliases responsibleFor { totalCount nodes { number } } } }
      named: organizations(filter: { named: "специалисты управления образования" }) { nodes { id } }
      ofKind: organizations(filter: { kinds: [METHODICAL_CENTRE] }) { nodes { municipality { code } } }
    }`);
    expect(
      organizations.nodes.map((row: { name: string; responsibleFor: { totalCount: number } }) => [
        row.name,
        row.responsibleFor.totalCount,
      ]),
    ).toEqual([
      ['Образовательные организации', 9],
      ['Управление образования администрации города Кизела', 10],
    ]);
    expect(named.nodes.map(({ id }: { id: string }) => id.split(':')[0])).toEqual([
      'kizel',
      'kemerovo',
      'petrozavodsk',
    ]);
    expect(new Set(ofKind.nodes.map((row: { municipality: { code: string } }) => row.municipality.code)).size).toBe(4);

    const { data } = await ask(
      `${instance.server.url}/subgraphs/action-plans`,
      'query($r: [_Any!]!) { _entities(representations: $r) { ... on Organization { name } } }',
      {
        r: ['kizel:organization:управление-образования', 'kizel:organization:none'].map((id) => ({
          __typename: 'Organization',
          id,
        })),
      },
    );
    expect(data._entities).toEqual([{ name: 'Управление образования администрации города Кизела' }, null]);
  });

  it('have measures in one role apart', async () => {
    const { organizations } =
      await answer(`{ organizations(municipalities: ["petrozavodsk"], filter: { named: "МАУ ДПО ЦРО" }) { nodes {
      all: responsibleFor { totalCount } directs: responsibleFor(role: SUPERVISOR) { totalCount }
      inSection: responsibleFor(filter: { section: ["II", "5"] }) { totalCount } } } }`);
    expect(organizations.nodes).toEqual([
      { all: { totalCount: 59 }, directs: { totalCount: 6 }, inSection: { totalCount: 4 } },
    ]);
  });
});

describe('An organisation of several documents', () => {
  const publish = (text: string) =>
    publishDocument(instance.orm, { municipality: 'kemerovo', filename: null, content: Buffer.from(text) });
  const organizations = async () =>
    (await answer('{ organizations(municipalities: ["kemerovo"]) { nodes { id name aliases } } }')).organizations.nodes;
  const order = (number: number, cells: string[]) => orderWith(cells).replace('№ 1', `№ ${number}`);

  it('keeps its id when another document abbreviates it, and takes the abbreviation as its name', async () => {
    const before = await organizations();
    await publish(order(2, ['МАУ ИМЦ', 'Управление образования', 'Отдел кадров']));
    const { measures } = await answer(
      `{ measures(municipalities: ["kemerovo"]) { nodes { responsible { organization { id } } } } }`,
    );
    const ids = measures.nodes.flatMap((row: { responsible: { organization: { id: string } }[] }) =>
      row.responsible.map(({ organization }) => organization.id),
    );
    expect(before.map(({ id }: { id: string }) => id)).toContain(ids[0]);
    expect(before.map(({ id }: { id: string }) => id)).toContain(ids[1]);
    expect((await organizations()).find(({ id }: { id: string }) => id === ids[0]).aliases).toContain('МАУ ИМЦ');
  });

  it('is the same after publishing once more, and goes with the last document that names it', async () => {
    const before = await organizations();
    await publish(order(2, ['МАУ ИМЦ', 'Управление образования', 'Отдел кадров']));
    expect(await organizations()).toEqual(before);
    await publish(order(2, ['Управление образования']));
    const names = (await organizations()).map(({ name }: { name: string }) => name);
    expect(names).not.toContain('Отдел кадров');
    expect(names).toContain('МАУ «Информационно-методический центр»');
    const [center] = (await organizations()).filter(({ name }: { name: string }) => name.includes('центр»'));
    expect(center.aliases).not.toContain('МАУ ИМЦ');
  });
});
