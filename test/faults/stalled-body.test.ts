import { describe, it } from '@jest/globals';
import { type Missing, region } from './expectations.js';
import { begin, never, send } from './misbehave.js';

const cases: Missing[] = [
  ['before its first byte', 'OWNER_TIMEOUT', [begin({ 'content-length': '1000' }), never]],
  ['in the middle', 'OWNER_TIMEOUT', [begin({ 'content-length': '1000' }), send('{"data":{"SECRET'), never]],
  [
    'after its last byte, before its end',
    'OWNER_TIMEOUT',
    [
      begin({ 'transfer-encoding': 'chunked' }),
      send((answer) => `${Buffer.byteLength(answer).toString(16)}\r\n${answer}\r\n`),
      never,
    ],
  ],
];

describe('An owner whose body stalls', () => {
  const { missesB } = region();
  it.each(cases)('%s is late: the deadline covers the body', (...[, code, script, more]: Missing) =>
    missesB(code, script, more),
  );
});
