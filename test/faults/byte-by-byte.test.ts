import { describe, it } from '@jest/globals';
import { type Missing, region } from './expectations.js';
import { begin, drip, send } from './misbehave.js';

const cases: Missing[] = [
  ['of the body', 'OWNER_TIMEOUT', [begin(), send('{"data":'), drip(20)]],
  ['of a header', 'OWNER_TIMEOUT', [send('HTTP/1.1 200 OK\r\nx-slow: '), drip(20)]],
];

describe('An owner that sends a byte now and then', () => {
  const { missesB } = region();
  it.each(cases)('%s is late: the deadline is absolute', (...[, code, script, more]: Missing) =>
    missesB(code, script, more),
  );
});
