/**
 * Prints a token for trying things out:
 * `npm run -s token -- --role municipality --owner kizel [--institution ID] [--subject NAME] [--ttl 8h]`;
 * of a regional centre, whose values it may see: `--role region --owners kizel,krasnodar`, `--owners '*'` or `--regions NAME`.
 */
import { callerOf, TokenRefusal } from '../gateway/http/index.js';
import './node-version.js';
import { parseArgs } from 'node:util';
import { shown } from '../schema/errors/catalogue.js';
import { messageOf } from '../schema/errors/unknown-error.js';
import { findOwner, readConfig } from './config.js';
import { DevelopmentKeys } from './dev/development-keys.js';
import { Failure, failureText } from './dev/failure.js';
import { readTokenSettings, tokenSettings } from './dev/token-settings.js';

const usage =
  'Usage: npm run -s token -- --role public|region|municipality|institution [--owner CODE] [--institution ID] [--owners CODE,CODE|*] [--regions NAME] [--subject NAME] [--ttl 8h]';

const units = { s: 1, m: 60, h: 3600 };

try {
  process.stdout.write(`${await token()}\n`);
} catch (error) {
  process.stderr.write(`${failureText(error)}\n`);
  process.exitCode = 1;
}

async function token(): Promise<string> {
  if (readTokenSettings()) {
    throw new Failure('HUB_JWKS says whose tokens count here: its issuer gives tokens out, this command does not.');
  }
  const config = readConfig();
  const { role, owner, institution, owners, regions, subject, ttl } = readOptions();
  if (owner !== undefined) findOwner(config, owner);
  for (const code of owners ?? []) if (code !== '*') findOwner(config, code);
  const claims = {
    role,
    ...(owner && { owner }),
    ...(institution && { institution }),
    ...(owners && { owners }),
    ...(regions && { regions }),
  };
  try {
    callerOf({ ...claims, sub: subject });
  } catch (error) {
    if (!(error instanceof TokenRefusal)) throw error;
    throw new Failure(`Such a token would not be accepted: ${error.message}.\n${usage}`);
  }
  const keys = await DevelopmentKeys.of(config.dataFolder);
  const { audience } = await tokenSettings(config);
  return keys.sign({ ...claims, subject }, audience, secondsOf(ttl));
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        role: { type: 'string' },
        owner: { type: 'string' },
        institution: { type: 'string' },
        owners: { type: 'string', multiple: true },
        regions: { type: 'string', multiple: true },
        subject: { type: 'string', default: 'development' },
        ttl: { type: 'string', default: '8h' },
      },
    });
    if (values.role === undefined) throw new Failure(usage);
    const owners = values.owners?.flatMap((text) => text.split(',').map((code) => code.trim()));
    return { ...values, owners, role: values.role };
  } catch (error) {
    throw error instanceof Failure ? error : new Failure(`${messageOf(error)}\n${usage}`);
  }
}

function secondsOf(ttl: string): number {
  const [, number, unit] = /^(\d{1,5})([smh])$/.exec(ttl) ?? [];
  const seconds = Number(number) * (units[unit as keyof typeof units] ?? Number.NaN);
  if (seconds >= 1 && seconds <= 24 * 3600) return seconds;
  throw new Failure(`Expected --ttl of a day at most, as 90s, 30m or 8h, got ${shown(ttl)}.`);
}
