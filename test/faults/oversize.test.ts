import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { type Missing, region } from './expectations.js';
import { altered, begin, flood, never, reply, send } from './misbehave.js';

const limit = 4 * 2 ** 20;
const mebibyte = Buffer.alloc(2 ** 20, ' ');
const bomb = gzipSync(Buffer.alloc(256 * 2 ** 20, ' '));
const rows = `"nodes":[${'{"id":"b:measure:1","title":"SECRET"},'.repeat(60_000)}`;

const cases: Missing[] = [
  ['more than the limit', 'OWNER_TOO_LARGE', [begin({ 'content-length': '999999999' }), never]],
  ['nothing of its length, and does not end', 'OWNER_TOO_LARGE', [begin(), send('{"data":'), flood(mebibyte)]],
  [
    'nothing of its length, in chunks that do not end',
    'OWNER_TOO_LARGE',
    [begin({ 'transfer-encoding': 'chunked' }), flood(`100000\r\n${mebibyte}\r\n`)],
  ],
  ['headers without end', 'OWNER_UNREACHABLE', [send('HTTP/1.1 200 OK\r\n'), flood(`x-a: ${'x'.repeat(4000)}\r\n`)]],
  [
    'that it is compressed, a thousandfold',
    'OWNER_INVALID',
    [reply({ headers: { 'content-encoding': 'gzip' }, body: bomb })],
  ],
  [
    'nothing of 60 000 rows more than were asked',
    'OWNER_INVALID',
    altered((answer) => answer.replace('"nodes":[', rows)),
  ],
];

describe('An owner that announces', () => {
  const region_ = region({ maxResponseBytes: limit });

  it.each(cases)('%s is cut off, and memory stays bounded', async (...[, code, script, more]: Missing) => {
    const before = process.memoryUsage();
    await region_.missesB(code, script, { withinMs: 5000, ...more });
    const after = process.memoryUsage();
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(limit + 50 * 2 ** 20);
    expect(after.heapUsed - before.heapUsed).toBeLessThan(limit + 50 * 2 ** 20);
  });
});
