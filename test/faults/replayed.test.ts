import { describe, expect, it } from '@jest/globals';
import { expectWhole, type Missing, query, region } from './expectations.js';
import { reply, type Script } from './misbehave.js';

const etag = '"1"';
const to = (id: string | undefined, more: object = {}): Script => [reply({ headers: { 'x-request-id': id, ...more } })];
const twice = [reply({ headers: { 'x-request-id': 'an-earlier-one\r\nx-request-id: another-one' } })];

const cases: Missing[] = [
  ['an earlier request', 'OWNER_INVALID', to('an-earlier-one')],
  ['a request of no name', 'OWNER_INVALID', to('')],
  ['two requests', 'OWNER_INVALID', twice],
  [
    'another request, as a failure',
    'OWNER_INVALID',
    [reply({ status: 503, headers: { 'x-request-id': 'other' }, body: '' })],
  ],
];

describe('An owner whose answer belongs to', () => {
  const region_ = region();
  it.each(cases)('%s is named, and nothing of it is used', (...[, code, script, more]: Missing) =>
    region_.missesB(code, script, more),
  );

  it('nobody knows whom, because a proxy drops headers, is used', async () => {
    const { hub } = region_;
    hub.owners.b.script = to(undefined);
    await expectWhole(await hub.ask(query));
  });
});

describe('An owner whose answer is kept by its tag', () => {
  const region_ = region();
  const unchanged = (headers: object): Script => [
    reply({ status: 304, body: '', headers: { etag, 'content-length': undefined, ...headers } }),
  ];
  const keep = async () => {
    const { hub } = region_;
    hub.owners.b.script = [reply({ headers: { etag } })];
    await expectWhole(await hub.ask(query));
    hub.owners.b.calls.length = 0;
    hub.owners.a.calls.length = 0;
    hub.owners.c.calls.length = 0;
  };

  it('confirms it in the answer to this very request', async () => {
    await keep();
    const { hub } = region_;
    hub.owners.b.script = unchanged({});
    await expectWhole(await hub.ask(query));
    expect(hub.owners.b.calls[0]!.headers['if-none-match']).toBe(etag);
  });

  it.each([
    ['confirms it in the answer to another request', unchanged({ 'x-request-id': 'an-earlier-one' })],
    ['confirms another tag', unchanged({ etag: '"2"' })],
    [
      'sends other data under the same tag',
      [reply({ headers: { etag }, body: (answer) => answer.replace('Мера 1', 'SECRET') })],
    ],
  ] satisfies [string, Script][])('and that %s is named', async (_, script) => {
    await keep();
    await region_.missesB('OWNER_INVALID', script);
  });
});
