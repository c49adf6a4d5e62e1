import { createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listen } from '../hub/servers.js';
import { type Missing, query, region } from './expectations.js';
import { reply, type Step } from './misbehave.js';

let trap: Awaited<ReturnType<typeof listen>>;
const trapped: Socket[] = [];
beforeAll(async () => {
  trap = await listen(createServer((socket) => trapped.push(socket)));
});
afterAll(() => trap[Symbol.asyncDispose]());

/** With a whole answer as its body, so that nothing but the status is wrong with it. */
function redirect(status: number, to = () => `http://127.0.0.1:${trap.port}/`): Step {
  return (talk) => reply({ status, headers: { location: to() } })(talk);
}

const cases: Missing[] = [
  ['301', 'OWNER_INVALID', [redirect(301)]],
  ['302', 'OWNER_INVALID', [redirect(302)]],
  ['303', 'OWNER_INVALID', [redirect(303)]],
  ['307', 'OWNER_INVALID', [redirect(307)]],
  ['308', 'OWNER_INVALID', [redirect(308)]],
  ['300', 'OWNER_INVALID', [redirect(300)]],
  ['307 to where a cloud keeps its keys', 'OWNER_INVALID', [redirect(307, () => 'http://169.254.169.254/')]],
  ['307 to another scheme', 'OWNER_INVALID', [redirect(307, () => 'file:///etc/passwd')]],
  ['304 to what was never asked', 'OWNER_INVALID', [reply({ status: 304, headers: { etag: '"x"' }, body: '' })]],
];

describe('An owner that redirects', () => {
  const region_ = region();

  it.each(cases)('with %s is not followed, and no token goes anywhere', async (...[, code, script, more]: Missing) => {
    await region_.missesB(code, script, more);
    const { hub } = region_;
    hub.owners.b.script = script;
    const { extensions } = await hub.ask(query, { authorization: 'Bearer SECRET' });
    expect(extensions.coverage.sources[1]).toMatchObject({ state: 'INVALID', error: 'OWNER_INVALID' });
    expect(hub.owners.b.calls.at(-1)!.headers.authorization).toBe('Bearer SECRET');
    expect(trapped).toEqual([]);
  });
});
