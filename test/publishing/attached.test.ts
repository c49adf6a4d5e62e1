import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instance } from '../../subgraphs/instance.js';
import { ask, owners, startSeededInstance } from '../instance.js';
import { orderWith, publishDocument, row, withdraw } from './client.js';

let instance: Instance;
let url: string;
beforeAll(async () => {
  instance = await startSeededInstance(owners.filter(({ code }) => code === 'kizel'));
  url = `${instance.server.url}/graphql`;
  await instance.orm.em.getConnection().execute(
    `insert into indicators.indicator values ('kizel:indicator:1', 'kizel', '1', 1, 'x', 'FAMILY', '%', null, '{}', null, null, '[]', '1');
     insert into monitoring.monitoring_round values ('kizel:round:1', 'kizel', 'x', '{}', 2024, 'MUNICIPAL', null, false, 1, 1, '[]', '1', null, null, false);
     insert into monitoring.deficit values ('kizel:deficit:1', 'kizel', 'kizel:round:1', 'FAMILY', null, null, '{}', 'Мало встреч', false, '[]', '1')`,
  );
});
afterAll(() => instance?.close());

const publish = async (...titles: string[]) =>
  (await publishDocument(url, orderWith(titles.map((title, index) => row(index + 1, title))))).data.publishDocument;
const answered = async () => {
  const { data } = await ask(url, '{ deficits { nodes { answeredBy { title } } } }');
  return data.deficits.nodes[0].answeredBy.map(({ title }: { title: string }) => title);
};

describe('What hangs on a measure', () => {
  it('stays with it in a new version, waits while it is gone, with a warning, and is there when it comes back', async () => {
    const { publication } = await publish('Провести встречи', 'Подготовить отчёт');
    const measure = publication.changes.nodes.find(({ label }: { label: string }) => label === 'Провести встречи').node;
    await instance.orm.em
      .getConnection()
      .execute(`insert into action_plans.measure_deficit values ('kizel:deficit:1', '${measure}')`);
    expect(await answered()).toEqual(['Провести встречи']);

    expect((await publish('Издать сборник', 'Провести встречи', 'Подготовить отчёт')).issues).toEqual([]);
    expect(await answered()).toEqual(['Провести встречи']);

    const without = await publish('Издать сборник', 'Подготовить отчёт');
    expect(without.issues).toMatchObject([{ code: 'MEASURE_REMOVED', severity: 'WARNING', text: 'Провести встречи' }]);
    expect(without.issues[0].message).toContain('связь с дефицитами');
    expect(await answered()).toEqual([]);

    const back = await publish('Издать сборник', 'Подготовить отчёт', 'Провести встречи');
    expect(back.issues).toEqual([]);
    expect(await answered()).toEqual(['Провести встречи']);

    await withdraw(url, back.publication.id);
    expect(await answered()).toEqual([]);
    await publish('Провести встречи');
    expect(await answered()).toEqual(['Провести встречи']);
  });

  it('is told to everybody by the warning, so it does not tell of reports of single institutions', async () => {
    const { publication } = await publish('Собрать отзывы', 'Подготовить справку');
    const measure = publication.changes.nodes.find(({ label }: { label: string }) => label === 'Собрать отзывы').node;
    const insertReport = (seq: number, institution: string) =>
      instance.orm.em.getConnection().execute(`
        insert into action_plans.progress_report (id, municipality, measure_id, institution_id, seq, status, reported_at)
        values ('kizel:progress:${seq}', 'kizel', '${measure}', ${institution}, ${seq}, 'DONE', now())`);
    await insertReport(1, `'kizel:institution:1'`);
    expect((await publish('Подготовить справку')).issues).toEqual([]);
    await publish('Собрать отзывы', 'Подготовить справку');
    await insertReport(2, 'null');
    const { issues } = await publish('Подготовить справку');
    expect(issues).toMatchObject([{ code: 'MEASURE_REMOVED', message: expect.stringContaining('отчёты') }]);
  });
});
