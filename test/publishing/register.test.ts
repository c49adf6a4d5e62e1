import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instance } from '../../subgraphs/instance.js';
import { ask, owners, startSeededInstance } from '../instance.js';
import { staffToken } from '../tokens.js';
import { orderOf, orderWith, publishDocument, row } from './client.js';

let instance: Instance;
let url: string;
beforeAll(async () => {
  const held = owners.filter(({ code }) => ['kemerovo', 'kizel'].includes(code));
  instance = await startSeededInstance(held.map((owner) => ({ ...owner, institutions: 1 })));
  url = `${instance.server.url}/graphql`;
});
afterAll(async () => {
  await instance?.close();
});

const fields = 'id kind title recordedAt act { number } file { filename contentBase64 }';

describe('The register of publications', () => {
  it('begins with what was published last, and says of each what it is', async () => {
    await publishDocument(url, orderWith([row(1, 'Провести мониторинг')]));
    const { data, errors } = await ask(url, `{ publications { nodes { ${fields} } } }`);
    expect(errors).toBeUndefined();
    const { nodes } = data.publications;
    expect(nodes[0]).toMatchObject({
      kind: 'DOCUMENT',
      title: 'Об утверждении плана мероприятий',
      act: { number: '12' },
      file: null,
    });
    const times = nodes.map(({ recordedAt }: { recordedAt: string }) => recordedAt);
    expect(times).toEqual([...times].sort().reverse());
    expect(nodes).toContainEqual(
      expect.objectContaining({ kind: 'INSTITUTIONS', title: 'список дошкольных организаций', act: null }),
    );
  });

  it('is walked from either end by pages', async () => {
    const { data } = await ask(
      url,
      '{ up: publications(orderBy: DATE_ASC) { nodes { id } } down: publications(first: 2) { nodes { id } pageInfo { endCursor } } }',
    );
    const ids = (list: { nodes: { id: string }[] }) => list.nodes.map(({ id }) => id);
    const rest = await ask(url, 'query ($after: String) { publications(after: $after) { nodes { id } } }', {
      after: data.down.pageInfo.endCursor,
    });
    expect([...ids(data.down), ...ids(rest.data.publications)]).toEqual(ids(data.up).reverse());
  });

  it('gives the original file to its owner, and to nobody else', async () => {
    const query = `{ publications(municipalities: ["kizel"]) { nodes { kind act { number } file { filename contentBase64 } } } }`;
    const { data } = await ask(url, query, {}, await staffToken('kizel'));
    const order = data.publications.nodes.find(({ act }: { act: { number: string } | null }) => act?.number === '76');
    expect(Buffer.from(order.file.contentBase64, 'base64')).toEqual(orderOf('kizel'));
    const other = await ask(url, query, {}, await staffToken('kemerovo'));
    expect(other.data.publications.nodes.map(({ file }: { file: unknown }) => file)).toEqual(
      other.data.publications.nodes.map(() => null),
    );
  });
});
