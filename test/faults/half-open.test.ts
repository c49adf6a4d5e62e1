import { describe, it } from '@jest/globals';
import { type Missing, region } from './expectations.js';
import { never, send } from './misbehave.js';

const cases: Missing[] = [
  ['takes the request and says nothing', 'OWNER_TIMEOUT', [never]],
  ['says nothing after the first line', 'OWNER_TIMEOUT', [send('HTTP/1.1 200 OK\r\n'), never]],
  ['says only that it goes on', 'OWNER_TIMEOUT', [send('HTTP/1.1 103 Early Hints\r\n\r\n'), never]],
];

describe('An owner that', () => {
  const { missesB } = region();
  it.each(cases)('%s is late, and its connection is closed', (...[, code, script, more]: Missing) =>
    missesB(code, script, more),
  );
});
