import { describe, expect, it } from '@jest/globals';
import { catalogue, type ErrorCode } from '../../schema/errors/catalogue.js';
import { callsOf, failed, region, secrets } from './expectations.js';
import { begin, end, never, reply, reset, type Script, send } from './misbehave.js';

const rename = 'mutation { rename(input: { municipality: "b", measure: "b:measure:1", title: "x" }) { id title } }';

/** As an owner that refuses writes it. */
function refusal(code: ErrorCode, status: number, more: object = {}): Script {
  return [
    reply({
      status,
      body: JSON.stringify({ data: null, errors: [{ message: 'SECRET', extensions: { code, ...more } }] }),
    }),
  ];
}

const foreign = JSON.stringify({ data: { rename: { id: 'a:measure:1', title: 'SECRET' } } });

const cases: [title: string, code: ErrorCode, script: Script][] = [
  ['resets the connection', 'OUTCOME_UNKNOWN', [reset]],
  ['closes the connection', 'OUTCOME_UNKNOWN', [end]],
  ['never answers', 'OUTCOME_UNKNOWN', [never]],
  ['breaks off in mid-body', 'OUTCOME_UNKNOWN', [begin({ 'content-length': '1000' }), send('{"data":{'), reset]],
  [
    'stands behind a proxy that answers 502',
    'OUTCOME_UNKNOWN',
    [reply({ status: 502, headers: { 'content-type': undefined }, body: 'SECRET' })],
  ],
  [
    'answers what cannot be read',
    'OUTCOME_UNKNOWN',
    [reply({ headers: { 'content-type': undefined }, body: 'SECRET' })],
  ],
  ['answers with the data of another owner', 'OUTCOME_UNKNOWN', [reply({ body: foreign })]],
  ['does not know the outcome itself', 'OUTCOME_UNKNOWN', refusal('OUTCOME_UNKNOWN', 504)],
  ['has too many changes waiting', 'TOO_MANY_CHANGES', refusal('TOO_MANY_CHANGES', 503)],
  ['refuses', 'FORBIDDEN', refusal('FORBIDDEN', 403)],
  ['meets another version', 'VERSION_CONFLICT', refusal('VERSION_CONFLICT', 409, { version: 7 })],
];

describe('A mutation whose owner', () => {
  const region_ = region({ maxDeadlineMs: 300 });

  it.each(cases)('%s is sent once, and its client hears %s', async (...[, code, script]) => {
    // There is a kept-alive connection that might be used.
    await region_.isWhole();
    const { hub } = region_;
    for (const { calls } of Object.values(hub.owners)) calls.length = 0;
    hub.owners.b.script = script;
    const { status, data, errors, text } = await hub.ask(rename);
    const version = code === 'VERSION_CONFLICT' ? { version: 7 } : {};
    const place = catalogue[code].status >= 500 ? { path: ['rename'], locations: expect.any(Array) } : {};
    expect({ status, data, errors }).toEqual({
      status: catalogue[code].status,
      data: null,
      errors: [{ message: catalogue[code].en, ...place, extensions: { code, municipality: 'b', ...version } }],
    });
    expect(text).not.toMatch(secrets);
    expect(callsOf(hub)).toEqual({ a: 0, b: 1, c: 0 });
    await region_.isCalm();
    await region_.isWhole();
  });

  it('cannot be reached was surely not carried out', async () => {
    const { hub } = region_;
    await hub.owners.b.stop();
    const { status, data, errors, extensions } = await hub.ask(rename);
    const codes = errors!.map((error) => error.extensions.code);
    expect({ status, data, codes }).toEqual({
      status: 502,
      data: null,
      codes: ['ALL_OWNERS_FAILED', 'OWNER_UNREACHABLE'],
    });
    expect(extensions.coverage.sources).toEqual([failed('b', 'OWNER_UNREACHABLE')]);
    await hub.owners.b.start();
    await region_.isWhole();
  });

  it('is well answers it', async () => {
    const { data, errors, extensions } = await region_.hub.ask(rename);
    expect({ data, errors }).toEqual({ data: { rename: { id: 'b:measure:1', title: 'x' } }, errors: undefined });
    expect(extensions.coverage).toMatchObject({ status: 'COMPLETE', asked: 1 });
  });
});
