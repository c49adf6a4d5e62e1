import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readTokenSettings } from '../../commands/dev/token-settings.js';
import { ask } from '../instance.js';
import { type Place, place } from './started.js';

const program = fileURLToPath(new URL('../../commands/token.js', import.meta.url));

/** Runs the command, in the data folder of a place. */
function token(here: Place, args: string, env: Record<string, string> = {}) {
  const own = { HUB_DATA: here.folder, HUB_OWNERS: path.join(path.dirname(here.folder), 'owners.json') };
  return new Promise<{ code: number; output: string; errors: string }>((resolve) => {
    const options = { env: { PATH: process.env.PATH, ...own, ...env } };
    const child = execFile(process.execPath, [program, ...args.split(' ')], options, (_, output, errors) =>
      resolve({ code: child.exitCode!, output, errors }),
    );
  });
}

describe('npm run token', () => {
  it('makes keys that only their owner can read, once, and tokens that a started region accepts', async () => {
    await using here = await place([{ code: 'kizel', institutions: 2 }, { code: 'other' }]);
    const before = (await token(here, '--role municipality --owner kizel --subject somebody')).output.trim();
    const keys = path.join(here.folder, 'keys');
    const files = readdirSync(keys).toSorted();
    expect(files).toEqual(['development.jwks.json', 'development.private.json']);
    expect(files.map((file) => statSync(path.join(keys, file)).mode & 0o777)).toEqual([0o600, 0o600]);
    expect(readFileSync(path.join(keys, 'development.jwks.json'), 'utf8')).not.toContain('"d"');

    const start = here.startReal();
    await start.line(/^Tokens to try things out: npm run -s token -- --role municipality --owner kizel/);
    const { hub, instances } = await start.ready();
    const operation = '{ publications { nodes { publishedBy } } }';
    const region = (await token(here, '--role region --owners other,kizel --ttl 5m')).output.trim();
    for (const url of [hub.url, instances[0]!.url, instances[0]!.url.replace(/graphql$/, 'subgraphs/institutions')]) {
      const statuses = [await ask(url, operation, {}, before), await ask(url, operation, {}, region)];
      expect(statuses.map(({ status }) => status)).toEqual([200, 200]);
      expect((await ask(url, operation, {}, `${before.slice(0, -8)}AAAAAAAA`)).status).toBe(401);
    }
    await expect(start.end('SIGTERM')).resolves.toMatchObject({ code: 0, errors: '' });
  });

  it.each([
    ['no role', '--owner kizel', /^Usage: npm run -s token/],
    ['a role of nobody’s', '--role admin', /the role is none of ours/],
    ['an owner that is not there', '--role municipality --owner nowhere', /^Expected the code of an owner \(kizel\)/],
    [
      'a region of an owner that is not there',
      '--role region --owners kizel,nowhere',
      /^Expected the code of an owner/,
    ],
    ['a municipality without an owner', '--role municipality', /the owner is no code of an owner/],
    [
      'an institution of another owner',
      '--role institution --owner kizel --institution other:institution:1',
      /not the owner's/,
    ],
    ['a year', '--role region --ttl 8760h', /^Expected --ttl of a day at most, as 90s, 30m or 8h, got «8760h»/],
    ['an option that there is not', '--role region --admin', /Unknown option/],
  ])('refuses %s, and says what is expected', async (_, args, message) => {
    await using here = await place([{ code: 'kizel' }]);
    const { code, output, errors } = await token(here, args);
    expect([code, output]).toEqual([1, '']);
    expect(errors).toMatch(message);
    expect(errors).not.toMatch(/^ +at /m);
  });

  it('gives no tokens in production, nor where another issuer counts', async () => {
    await using here = await place([{ code: 'kizel' }]);
    const refused = [
      await token(here, '--role region', { NODE_ENV: 'production' }),
      await token(here, '--role region', { HUB_JWKS: 'https://issuer.example/keys', HUB_TOKEN_ISSUER: 'issuer' }),
    ];
    expect(refused.map(({ code, output, errors }) => [code, output, errors.trim().split('\n').length])).toEqual([
      [1, '', 1],
      [1, '', 1],
    ]);
  });
});

describe('Development keys', () => {
  it('are refused in production by all programs, in one line', async () => {
    await using here = await place([{ code: 'kizel' }]);
    const { code, errors } = await here.start({ NODE_ENV: 'production' }).end();
    expect(code).toBe(1);
    expect(errors).toBe(
      'NODE_ENV is production: development keys are refused, so HUB_JWKS and HUB_TOKEN_ISSUER must say whose tokens count.\n',
    );
  });

  const jwks = 'https://issuer.example/keys';
  it.each([
    ['keys without an issuer', { HUB_JWKS: jwks }, /both or neither, got HUB_JWKS alone.*whose it must be/],
    [
      'an issuer without keys',
      { HUB_TOKEN_ISSUER: 'x' },
      /both or neither, got HUB_TOKEN_ISSUER alone.*keys of HUB_JWKS/,
    ],
    ['keys over an open network', { HUB_JWKS: 'http://issuer.example/keys', HUB_TOKEN_ISSUER: 'x' }, /https URL/],
    ['keys of another kind of address', { HUB_JWKS: 'data:,{}', HUB_TOKEN_ISSUER: 'x' }, /https URL/],
    [
      'the development issuer in production',
      { HUB_JWKS: '/keys.json', HUB_TOKEN_ISSUER: 'development', NODE_ENV: 'production' },
      /development issuer/,
    ],
  ])('and settings that do not hold are refused: %s', (_, env, message) => {
    expect(() => readTokenSettings(env)).toThrow(message);
  });

  it('give way to the issuer that is configured', () => {
    const env = { NODE_ENV: 'production', HUB_JWKS: jwks, HUB_TOKEN_ISSUER: 'x', HUB_TOKEN_AUDIENCE: 'y' };
    expect(readTokenSettings(env)).toEqual({ jwks, issuer: 'x', audience: 'y' });
  });
});
