import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { findOwner, readConfig } from '../../commands/config.js';

const sound = { code: 'a', name: 'Город А', kind: 'CITY_DISTRICT', region: 'Край', orders: ['a.txt'], institutions: 1 };

describe('the configuration', () => {
  it('is complete without any variable: the hub on 4000, five owners after it, on this machine only', () => {
    const { hub, owners } = readConfig({});
    expect(hub).toEqual({ host: '127.0.0.1', port: 4000 });
    expect(owners.map(({ code, port }) => [code, port])).toEqual([
      ['krasnodar', 4001],
      ['kizel', 4002],
      ['kemerovo', 4003],
      ['volgograd', 4004],
      ['petrozavodsk', 4005],
    ]);
  });

  it('moves with its variables, and port 0 means any free port for all', async () => {
    await using file = await ownersFile([sound, { ...sound, code: 'b-c', port: 7 }]);
    const env = {
      HUB_OWNERS: file.path,
      HUB_PORT: '0',
      HUB_HOST: '::1',
      HUB_CACHE_BYTES: '0',
      HUB_UNREADY_MS: '500',
      HUB_BELOW_HUBS: 'on',
      HUB_CORS_ORIGINS: 'https://a.example, http://127.0.0.1:3000',
      HUB_DATA: '/data',
      DATABASE_URL_B_C: 'postgres://b',
    };
    const { settings, ...config } = readConfig(env);
    expect(settings).toMatchObject({
      hub: { cacheBytes: 0 },
      hubPlace: { belowHubs: true },
      http: { corsOrigins: ['https://a.example', 'http://127.0.0.1:3000'], unreadyMs: 500 },
    });
    expect(config).toEqual({
      hub: { host: '::1', port: 0 },
      dataFolder: '/data',
      introspection: true,
      synthetic: null,
      owners: [
        { ...sound, oktmo: null, port: 0, orders: [path.join(file.folder, 'orders/a.txt')] },
        {
          ...sound,
          ...{ code: 'b-c', oktmo: null, port: 7, databaseUrl: 'postgres://b' },
          orders: [path.join(file.folder, 'orders/a.txt')],
        },
      ],
    });
  });

  it.each([
    ['a port that is none', [sound], { HUB_PORT: 'http' }, 'HUB_PORT: expected a port number, got «http».'],
    ['a cache of half a byte', [sound], { HUB_CACHE_BYTES: '0.5' }, 'HUB_CACHE_BYTES: expected a number of bytes'],
    ['a cache below none', [sound], { HUB_CACHE_BYTES: '-1' }, 'a number of bytes, got «-1».'],
    ['a minute of not being ready', [sound], { HUB_UNREADY_MS: '60000' }, 'up to 5000, got «60000».'],
    ['a cache in words', [sound], { HUB_CACHE_BYTES: '64M' }, 'got «64M».'],
    ['a list that is none', { a: 1 }, {}, 'expected a list of owners, got «{"a":1}».'],
    ['a file that is not JSON', '[', {}, 'the owners cannot be read: '],
    ['a code with capitals', [{ ...sound, code: 'A' }], {}, 'owner 1 («A»), code: expected lower-case Latin letters'],
    ['a kind that is none', [{ ...sound, kind: 'CITY' }], {}, 'kind: expected CITY_DISTRICT, MUNICIPAL_DISTRICT'],
    ['a missing name', [{ ...sound, name: undefined }], {}, 'name: expected the official name, got nothing.'],
    ['a table that is not there', [{ ...sound, tables: { MEASURE_AREAS: 'b.csv' } }], {}, 'names of files in'],
    ['tables that are none', [{ ...sound, tables: 'b.csv' }], {}, 'by kinds of tables'],
    ['an order that is not there', [{ ...sound, orders: ['b.txt'] }], {}, 'got «["b.txt"]».'],
    ['too many institutions', [{ ...sound, institutions: 1e9 }], {}, 'expected a whole number up to 100000'],
    ['a port as text', [{ ...sound, port: '80' }], {}, 'port: expected a port number, got «80».'],
    ['an unknown field', [{ ...sound, capital: true }], {}, 'owner 1 («a»): unknown field «capital».'],
    ['an entry that is no object', [null], {}, 'owner 1 («»), code: expected'],
    ['two owners of one code', [sound, { ...sound, port: 1 }], {}, 'two owners have the code «a».'],
    [
      'two owners of one port',
      [
        { ...sound, port: 9 },
        { ...sound, code: 'b', port: 9 },
      ],
      {},
      'two owners have the port 9.',
    ],
    [
      'an owner that is reached through a hub too',
      [sound, { ...sound, code: 'hub', port: 1, url: 'http://hub.test/graphql', municipalities: ['a'] }],
      {},
      '«a» is reached in two ways.',
    ],
    ['a hub that is not elsewhere', [{ ...sound, municipalities: ['b'] }], {}, 'codes of the owners of a hub'],
  ])('refuses %s', async (_title, owners, env, line) => {
    await using file = await ownersFile(owners);
    expect(() => readConfig({ HUB_OWNERS: file.path, ...env })).toThrow(line);
  });

  it('needs no more than code and address of an owner that runs elsewhere', async () => {
    const url = 'https://a.test/graphql';
    await using file = await ownersFile([
      { code: 'a', url },
      { ...sound, code: 'b' },
    ]);
    const [elsewhere] = readConfig({ HUB_OWNERS: file.path }).owners;
    expect(elsewhere).toMatchObject({ code: 'a', url, name: 'a', orders: [], institutions: 0 });
    await using wrong = await ownersFile([{ code: 'a', url, orders: ['b.txt'] }]);
    expect(() => readConfig({ HUB_OWNERS: wrong.path })).toThrow('got «["b.txt"]».');
  });

  it('tells all mistakes at once, one line each, and shows no password', async () => {
    await using file = await ownersFile([{ ...sound, code: 'A', kind: 'CITY', databaseUrl: 'mysql://root:secret@db' }]);
    const read = () => readConfig({ HUB_OWNERS: file.path, HUB_PORT: '-1' });
    expect(read).toThrow(/^HUB_PORT.*\n.*code.*\n.*kind.*\n.*databaseUrl.*$/);
    expect(read).not.toThrow(/secret/);
  });

  it('names the owners there are to who asks for another', () => {
    const config = readConfig({});
    expect(findOwner(config, 'kizel').code).toBe('kizel');
    const known = 'krasnodar, kizel, kemerovo, volgograd, petrozavodsk';
    expect(() => findOwner(config, 'kazan')).toThrow(`Expected the code of an owner (${known}), got «kazan».`);
    expect(() => findOwner(config, undefined)).toThrow('got none.');
  });
});

/** An owners file of its own, with one order beside it; gone when disposed. */
async function ownersFile(owners: unknown) {
  const folder = await mkdtemp(path.join(tmpdir(), 'owners-'));
  await mkdir(path.join(folder, 'orders'));
  await writeFile(path.join(folder, 'orders', 'a.txt'), 'ПРИКАЗ');
  const file = path.join(folder, 'owners.json');
  await writeFile(file, typeof owners === 'string' ? owners : JSON.stringify(owners));
  return { folder, path: file, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
