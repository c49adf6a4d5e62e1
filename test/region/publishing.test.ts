import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask } from '../instance.js';
import { orderOf, orderWith, publishDocument, row, withdraw } from '../publishing/client.js';
import { type Region, startRegion } from '../region.js';

let region: Region;
beforeAll(async () => {
  region = await startRegion();
});
afterAll(async () => {
  await region?.[Symbol.asyncDispose]();
});

const order = (...titles: string[]) => orderWith(titles.map((title, index) => row(index + 1, title)));
const ofKizelAlone = { kemerovo: 0, kizel: 1, krasnodar: 0, petrozavodsk: 0, volgograd: 0 };

describe('Publishing through the hub', () => {
  it('reaches the owner alone, and the next question sees it', async () => {
    region.calls();
    const { data, errors } = await publishDocument(region.url, order('Провести мониторинг'));
    expect(errors).toBeUndefined();
    expect(region.calls()).toEqual(ofKizelAlone);
    const { publication } = data.publishDocument;
    expect(publication).toMatchObject({ version: 1, changes: { totalCount: 5 } });
    const found = await ask(
      region.url,
      '{ measures(filter: { search: "мониторинг" }, municipalities: ["kizel"], first: 100) { nodes { title } } }',
    );
    expect(JSON.stringify(found.data)).toContain('Провести мониторинг');
    const all = await ask(
      region.url,
      '{ publications(first: 500, domain: ACTION_PLANS) { nodes { id changes(first: 1) { totalCount nodes { label } } } } }',
    );
    expect(all.data.publications.nodes).toHaveLength(7);
    expect(all.data.publications.nodes[0]).toMatchObject({ id: publication.id, changes: { totalCount: 5 } });
  });

  it('of the same file twice changes nothing, and of another version tells which is met', async () => {
    const { data } = await publishDocument(region.url, orderOf('volgograd'), { municipality: 'volgograd' });
    expect(data.publishDocument).toMatchObject({ created: 0, updated: 0, removed: 0, publication: { version: 1 } });
    const late = await publishDocument(region.url, order('Другое'), { expectedVersion: 0 });
    expect(late.status).toBe(409);
    expect(late.errors![0]!.extensions).toMatchObject({ code: 'VERSION_CONFLICT', version: 1 });
  });

  it('between two pages of a walk is told, and costs the walk no row that stays', async () => {
    type Row = { id: string };
    const text = `query ($from: String) { measures(orderBy: DUE_ASC, first: 25, after: $from) {
      nodes { id } pageInfo { hasNextPage endCursorNoted changed } } }`;
    const idsOfAll = async () => {
      const ids: string[] = [];
      for (const municipality of region.instances.keys()) {
        const { data } = await ask(
          region.url,
          'query ($m: [ID!]) { measures(municipalities: $m, first: 500) { nodes { id } } }',
          { m: [municipality] },
        );
        ids.push(...data.measures.nodes.map(({ id }: Row) => id));
      }
      return ids;
    };
    const before = await idsOfAll();
    const met: string[] = [];
    const changed: string[][] = [];
    for (let from: string | null = null, goesOn = true; goesOn; ) {
      const { data, errors } = await ask(region.url, text, { from });
      expect(errors).toBeUndefined();
      const { nodes, pageInfo } = data.measures;
      met.push(...nodes.map(({ id }: Row) => id));
      changed.push(pageInfo.changed);
      if (changed.length === 2) await publishDocument(region.url, order('Аттестация', 'Ярмарка'));
      from = pageInfo.endCursorNoted;
      goesOn = pageInfo.hasNextPage;
    }
    expect(changed.slice(0, 4)).toEqual([[], [], ['kizel'], []]);
    expect(changed.slice(4).flat()).toEqual([]);
    expect(new Set(met).size).toBe(met.length);
    const after = new Set(await idsOfAll());
    expect(before.filter((id) => after.has(id) && !met.includes(id))).toEqual([]);
  });

  it('is undone through it as well', async () => {
    const { data } = await ask(
      region.url,
      '{ publications(first: 500, municipalities: ["kizel"], domain: ACTION_PLANS) { nodes { id } } }',
    );
    region.calls();
    const answer = await withdraw(region.url, data.publications.nodes[0].id);
    expect(answer.data.withdrawPublication).toMatchObject({ status: 'WITHDRAWN', changes: { totalCount: 10 } });
    expect(region.calls()).toEqual(ofKizelAlone);
  });

  it('whose answer is lost says that the outcome is unknown, and the same call then says what it is', async () => {
    const input = { idempotencyKey: 'lost-answer-1' };
    const { server } = region.instances.get('kizel')!;
    // Passes the call on and cuts the line before the answer.
    const line = region.lines.get('kizel')!;
    line.state = 'deaf';
    const lost = await publishDocument(region.url, order('Подготовить отчёт'), input);
    expect([lost.status, lost.errors![0]!.extensions.code]).toEqual([504, 'OUTCOME_UNKNOWN']);
    line.state = 'up';
    const again = await publishDocument(region.url, order('Подготовить отчёт'), input);
    expect(again.data.publishDocument).toMatchObject({ created: 5, publication: { status: 'PUBLISHED' } });
    const direct = await publishDocument(`${server.url}/graphql`, order('Подготовить отчёт'), input);
    expect(direct.data).toEqual(again.data);
  });

  it('over a line that breaks is not tried again', async () => {
    const line = region.lines.get('krasnodar')!;
    line.state = 'cut';
    const { errors } = await publishDocument(region.url, order('А'), { municipality: 'krasnodar' });
    line.state = 'up';
    expect(errors![0]!.extensions.code).toBe('OUTCOME_UNKNOWN');
    expect(line.takeCalls()).toBe(1);
  });
});
