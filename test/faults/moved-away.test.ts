import dns from 'node:dns';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { expectWithoutB, type Fault, query, region } from './expectations.js';

const host = 'b.example';
let address: string | undefined = '127.0.0.1';

// No test asks a name server: the name is known here alone.
beforeAll(() => {
  const real = dns.lookup as (...args: unknown[]) => void;
  const lookup = (name: string, options: object, done: (...result: unknown[]) => void) => {
    if (name !== host) return real(name, options, done);
    const error = Object.assign(new Error(`getaddrinfo ENOTFOUND SECRET ${host}`), { code: 'ENOTFOUND' });
    process.nextTick(done, ...(address ? [null, [{ address, family: 4 }]] : [error]));
  };
  jest.spyOn(dns, 'lookup').mockImplementation(lookup as typeof dns.lookup);
});
afterAll(() => void jest.restoreAllMocks());

const nameless: Fault = async ({ owners: { b } }) => {
  address = undefined;
  await b.stop();
  return async () => {
    address = '127.0.0.1';
    await b.start();
  };
};

describe('An owner whose name', () => {
  const region_ = region({ hostOfB: host });

  it('is not found is out of reach, and back once it is', async () => {
    const { text } = await region_.missesB('OWNER_UNREACHABLE', nameless, { calls: 0 });
    expect(text).not.toContain(host);
  });

  it('leads elsewhere while the hub runs is asked there, without a restart', async () => {
    await region_.isWhole();
    const { owners, ask } = region_.hub;
    await owners.b.stop();
    await owners.b.start('127.0.0.2');
    await expectWithoutB(await ask(query), 'OWNER_UNREACHABLE');
    address = '127.0.0.2';
    await region_.isWhole();
  });
});
