import { describe, expect, it } from '@jest/globals';
import { expectWhole, type Missing, query, region } from './expectations.js';
import { altered, reply } from './misbehave.js';

const html = { 'content-type': 'text/html' };
const failing = '{"data":null,"errors":[{"message":"SECRET","extensions":{"code":"INTERNAL"}}]}';
const tooComplex = '{"errors":[{"message":"SECRET","extensions":{"code":"OPERATION_TOO_COMPLEX"}}]}';
const inType = (type: string | undefined) => [reply({ headers: { 'content-type': type } })];

const cases: Missing[] = [
  ['HTML with 200', 'OWNER_INVALID', [reply({ headers: html, body: '<html>SECRET' })]],
  ['HTML with 418', 'OWNER_INVALID', [reply({ status: 418, headers: html, body: '<html>SECRET' })]],
  ['HTML with 503', 'OWNER_UNREACHABLE', [reply({ status: 503, headers: html, body: '<html>SECRET' })]],
  ['401 without a body', 'OWNER_REFUSED', [reply({ status: 401, body: '' })]],
  ['a good answer of no type', 'OWNER_INVALID', inType(undefined)],
  ['a good answer in UTF-16, as it says', 'OWNER_INVALID', inType('application/json; charset=utf-16')],
  ['UTF-16', 'OWNER_INVALID', [reply({ body: (answer) => Buffer.from(answer, 'utf16le') })]],
  ['a mark of byte order before the rest', 'OWNER_INVALID', altered((answer) => `\ufeff${answer}`)],
  ['bytes that are no UTF-8', 'OWNER_INVALID', [reply({ body: broken })]],
  ['what it says it compressed, unasked', 'OWNER_INVALID', [reply({ headers: { 'content-encoding': 'gzip' } })]],
  ['invalid JSON', 'OWNER_INVALID', altered((answer) => answer.slice(0, -1))],
  ['invalid JSON with 418', 'OWNER_INVALID', [reply({ status: 418, body: '{"data":' })]],
  ['an empty body', 'OWNER_INVALID', altered(() => '')],
  ['JSON that is no GraphQL', 'OWNER_INVALID', altered(() => '[1]')],
  ['null', 'OWNER_INVALID', altered(() => 'null')],
  ['data that are no object', 'OWNER_INVALID', altered(() => '{"data":[]}')],
  ['data that are text', 'OWNER_INVALID', altered(() => '{"data":"SECRET"}')],
  ['errors that are none', 'OWNER_INVALID', altered(() => '{"errors":"SECRET"}')],
  ['that it failed inside', 'OWNER_INVALID', [reply({ status: 500, body: failing })]],
  [
    'that it refuses the operation',
    'OWNER_REFUSED',
    [reply({ status: 400, body: tooComplex })],
    { reason: 'OPERATION_TOO_COMPLEX' },
  ],
];

function broken(answer: string): Buffer {
  const bytes = Buffer.from(answer);
  const at = bytes.indexOf('М');
  return bytes.fill(0xff, at, at + 1);
}

describe('An owner that answers', () => {
  const region_ = region();
  it.each(cases)('%s is named, and nothing of it is used', (...[, code, script, more]: Missing) =>
    region_.missesB(code, script, more),
  );

  it('500 with a whole answer failed in name only', async () => {
    const { hub } = region_;
    hub.owners.b.script = [reply({ status: 500 })];
    await expectWhole(await hub.ask(query));
    expect(hub.logged).toEqual([]);
  });
});
