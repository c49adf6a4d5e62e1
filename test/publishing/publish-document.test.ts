import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instance } from '../../subgraphs/instance.js';
import { ask, owners, startSeededInstance } from '../instance.js';
import { orderOf, orderWith, publishDocument, row, withdraw } from './client.js';

let instance: Instance;
let url: string;
beforeAll(async () => {
  instance = await startSeededInstance(owners);
  url = `${instance.server.url}/graphql`;
});
afterAll(() => instance?.close());

describe('debug', () => {
  it('works', async () => {
    const rows = [row(1, 'Провести мониторинг'), row(2, 'Подготовить отчёт'), row(3, 'Обучить педагогов')];
    const first = await publishDocument(url, orderWith(rows));
    console.log(JSON.stringify(first, null, 1));
    const second = await publishDocument(url, orderWith([row(1, 'Новое'), ...rows.slice(1)]));
    console.log(JSON.stringify(second, null, 1));
    const w = await withdraw(url, second.data.publishDocument.publication.id);
    console.log(JSON.stringify(w, null, 1));
    void orderOf;
    void ask;
    expect(1).toBe(1);
  });
});
