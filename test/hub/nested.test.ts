import { describe, expect, it } from '@jest/globals';
import { createHub } from '../../gateway/hub/hub.js';
import { catalogue } from '../../schema/errors/catalogue.js';
import { measuresOf } from './sample-world.js';
import { ask, sendJson, serveEndpoint, serveOwner, startHub } from './servers.js';
import { answerOf, type World } from './world.js';
import { worldSdl } from './world-sdl.js';

const world: World = { owners: ['a', 'b', 'c'], measures: ['a', 'b', 'c'].flatMap((owner) => measuresOf(owner)) };

describe('a hub of hubs', () => {
  it('answers as one hub over all would, and passes on the coverage source by source', async () => {
    await using low = await startHub({ ...world, owners: ['a', 'b'] });
    await using east = await serveEndpoint(low.hub);
    await using c = await serveOwner(world, 'c');
    const top = createHub({
      supergraphSdl: worldSdl,
      owners: [
        { code: 'east', url: east.url, municipalities: ['b', 'a'] },
        { code: 'c', url: c.url },
      ],
    });
    await using _ = { [Symbol.asyncDispose]: () => top.close() };
    for (const query of [
      '{ municipalities { code } measures(first: 4) { nodes { id } pageInfo { hasNextPage } totalCount } areas { totals { sum titles } usedBy { code } } }',
      '{ measures(municipalities: ["b", "c"]) { nodes { id } } measure(id: "a:measure:2") { title areas { measures(first: 9) { nodes { id } } } } }',
      '{ acts { id citedBy { id } } summary(groupBy: [MUNICIPALITY]) { municipality mean } subjects(municipalities: ["b"]) { id } }',
    ]) {
      const { data, errors, extensions } = await ask(top, query);
      expect(errors).toBeUndefined();
      expect(data).toEqual(JSON.parse(JSON.stringify((await answerOf(world, query)).data)));
      expect(extensions.coverage.status).toBe('COMPLETE');
    }
    low.owners.b!.behave = (_request, response) => sendJson(response, {}, 503);
    const { data, errors, extensions } = await ask(top, '{ measures { totalCount } }');
    expect(data.measures.totalCount).toBe(6);
    expect(errors).toEqual([
      { message: catalogue.OWNER_UNREACHABLE.en, extensions: { code: 'OWNER_UNREACHABLE', municipality: 'b' } },
    ]);
    expect(extensions.coverage).toMatchObject({
      status: 'PARTIAL',
      sources: [
        { municipality: 'a', state: 'ANSWERED', version: 7 },
        { municipality: 'b', state: 'UNREACHABLE' },
        { municipality: 'c', state: 'ANSWERED' },
      ],
    });
  });
});
