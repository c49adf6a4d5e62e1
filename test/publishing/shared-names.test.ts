import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instance } from '../../subgraphs/instance.js';
import { startEmptyInstance } from '../action-plans/progress/measures.js';
import { ask } from '../instance.js';
import { orderWith, publishDocument, row, withdraw } from './client.js';

// Each test has owners of its own: what one document of an owner says, the others understand.
const codes = ['kizel', 'kemerovo', 'krasnodar', 'volgograd', 'petrozavodsk', 'perm', 'omsk', 'tula'];
let instance: Instance;
let url: string;
beforeAll(async () => {
  instance = await startEmptyInstance(...codes);
  url = `${instance.server.url}/graphql`;
});
afterAll(() => instance?.close());

/** Publishes a made-up order with these cells of those responsible; gives the id of the publication. */
async function publish(municipality: string, number: number, ...cells: string[]): Promise<string> {
  const rows = cells.map((cell, index) => row(index + 1, `Мероприятие ${index + 1}`, 'март 2024', cell));
  const { data, errors } = await publishDocument(url, orderWith(rows, { number: String(number) }), { municipality });
  expect(errors).toBeUndefined();
  return data.publishDocument.publication.id;
}

async function takeBack(id: string): Promise<void> {
  expect((await withdraw(url, id)).errors).toBeUndefined();
}

/** What is known of an owner's organisations, and of who is responsible; without the owner's code. */
async function knownOf(code: string) {
  const { data, errors } = await ask(
    url,
    `{ municipality(code: "${code}") { authority { id name } measures(first: 100) { nodes {
         plan { act { number } } responsibleText responsible { text resolved organization { id name } }
         issues { code text message suggestion } } } }
       organizations(municipalities: ["${code}"], first: 100) { totalCount nodes { id name aliases kind } }
       publications(municipalities: ["${code}"], orderBy: DATE_ASC) { nodes { status issues { code text } } } }`,
  );
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data).replaceAll(`${code}:`, 'owner:'));
}

async function rowsNaming(code: string, name: string): Promise<number> {
  const { data } = await ask(
    url,
    `{ measures(municipalities: ["${code}"], filter: { responsible: "${name}" }) { totalCount } }`,
  );
  return data.measures.totalCount;
}

interface ShownMeasure {
  responsibleText: string;
  responsible: { resolved: boolean; organization: { name: string } | null }[];
}

/** Of each measure the cell, whether its first party is known, and as which organisation. */
const namedIn = (known: Awaited<ReturnType<typeof knownOf>>) =>
  known.municipality.measures.nodes.map(({ responsibleText, responsible: [first] }: ShownMeasure) => [
    responsibleText,
    first!.resolved,
    first!.organization?.name ?? null,
  ]);

const declared = 'Методический центр знаний (далее – МКЦЗ)';

describe('When an order is withdrawn that declared an abbreviation', () => {
  it('others that understood it from there understand it no longer, even where several kept it alive', async () => {
    const first = await publish('kizel', 21, declared);
    await publish('kizel', 22, 'специалисты МКЦЗ');
    await publish('kizel', 23, 'МКЦЗ');
    const before = await knownOf('kizel');
    expect(namedIn(before)).toEqual([
      [declared, true, 'Методический центр знаний'],
      ['специалисты МКЦЗ', true, 'Методический центр знаний'],
      ['МКЦЗ', true, 'Методический центр знаний'],
    ]);

    await takeBack(first);
    const after = await knownOf('kizel');
    expect(namedIn(after)).toEqual([
      ['специалисты МКЦЗ', false, null],
      ['МКЦЗ', false, null],
    ]);
    expect(after.municipality.measures.nodes.map(({ issues }: { issues: object[] }) => issues)).toEqual([
      [expect.objectContaining({ code: 'ALIAS_UNRESOLVED', text: 'специалисты МКЦЗ' })],
      [expect.objectContaining({ code: 'ALIAS_UNRESOLVED', text: 'МКЦЗ' })],
    ]);
    expect(JSON.stringify(after.organizations)).not.toMatch(/МКЦЗ|Методический/);
    // These orders are short, and alike but for who is responsible.
    const alike = { code: 'POSSIBLE_DUPLICATE', text: 'Об утверждении плана мероприятий' };
    expect(after.publications.nodes.slice(1)).toEqual([
      { status: 'PUBLISHED', issues: [{ code: 'ALIAS_UNRESOLVED', text: 'специалисты МКЦЗ' }] },
      { status: 'PUBLISHED', issues: [{ code: 'ALIAS_UNRESOLVED', text: 'МКЦЗ' }, alike] },
    ]);
    expect(await rowsNaming('kizel', 'Методический центр знаний')).toBe(0);
  });

  it('the data are what they would be if it had never been published', async () => {
    const kept = async (code: string) => {
      await publish(code, 32, 'Управление образования', 'Отдел учёта', 'МКЦЗ');
      await publish(code, 33, 'специалисты отдела учёта', 'Совет отцов (далее – СОТЦ)');
      await publish(code, 34, 'СОТЦ', 'Иванова А.Б., начальник отдела учёта');
    };
    const first = await publish('kemerovo', 31, declared, 'Отдел учёта (далее – ОТДУ)', 'Иванова А.Б.');
    await kept('kemerovo');
    await takeBack(first);
    await kept('krasnodar');
    const [without, never] = [await knownOf('kemerovo'), await knownOf('krasnodar')];
    without.publications.nodes.shift();
    expect(without).toEqual(never);
  });

  it('an organisation that others name stays, without the names that only it had', async () => {
    await publish('volgograd', 41, 'Отдел учёта');
    const first = await publish('volgograd', 42, 'Отдел учёта (далее – ОТДУ)');
    expect(await rowsNaming('volgograd', 'ОТДУ')).toBe(2);
    const before = await knownOf('volgograd');
    expect(before.organizations.nodes).toContainEqual(
      expect.objectContaining({ name: 'Отдел учёта', aliases: ['ОТДУ'] }),
    );

    await takeBack(first);
    const { organizations } = await knownOf('volgograd');
    expect(organizations.nodes).toContainEqual(expect.objectContaining({ name: 'Отдел учёта', aliases: [] }));
    expect(organizations.totalCount).toBe(before.organizations.totalCount);
    expect([await rowsNaming('volgograd', 'ОТДУ'), await rowsNaming('volgograd', 'Отдел учёта')]).toEqual([0, 1]);
  });

  it('what another order declares too stays, and with the last order nothing is left', async () => {
    const first = await publish('petrozavodsk', 51, declared);
    const second = await publish('petrozavodsk', 52, 'специалисты МКЦЗ');
    const third = await publish('petrozavodsk', 53, declared);
    await takeBack(first);
    expect(namedIn(await knownOf('petrozavodsk'))).toEqual([
      ['специалисты МКЦЗ', true, 'Методический центр знаний'],
      [declared, true, 'Методический центр знаний'],
    ]);
    await takeBack(second);
    await takeBack(third);
    const after = await knownOf('petrozavodsk');
    expect([after.organizations.totalCount, after.municipality.authority]).toEqual([0, null]);
  });
});

describe('When an order is published anew', () => {
  it('with another organisation in a row, the one that nobody names any longer goes', async () => {
    await publish('perm', 61, 'Отдел учёта');
    await publish('perm', 61, 'Отдел кадров');
    const known = await knownOf('perm');
    expect(namedIn(known)).toEqual([['Отдел кадров', true, 'Отдел кадров']]);
    expect(JSON.stringify(known.organizations)).not.toContain('учёта');
  });

  it.each([
    ['declared', 'omsk', declared, 'МКЦЗ'],
    ['made of its first letters', 'tula', 'МБУ «Центр детских примеров»', 'МБУ ЦДП'],
  ])('its organisation stays that of others who call it by an abbreviation %s', async (_, code, full, short) => {
    await publish(code, 71, full);
    await publish(code, 72, short);
    const before = await knownOf(code);
    const organizationsIn = (known: typeof before) =>
      new Set(
        known.municipality.measures.nodes.map(
          ({ responsible: [first] }: { responsible: { organization: { id: string } }[] }) => first!.organization.id,
        ),
      );
    expect(organizationsIn(before).size).toBe(1);
    await publish(code, 71, full, 'Отдел кадров');
    const after = await knownOf(code);
    after.municipality.measures.nodes.splice(1, 1);
    expect([...organizationsIn(after)]).toEqual([...organizationsIn(before)]);
    expect(namedIn(after)).toEqual(namedIn(before));
  });
});
