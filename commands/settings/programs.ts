import { variablesOf } from './setting.js';
import { type GroupName, settingsGroups } from './settings.js';

/** A server of ours, as its `--help` and the documentation tell of it. */
interface Program {
  readonly usage: string;
  readonly about: string;
  readonly groups: readonly GroupName[];
}

export type ProgramName = 'start' | 'hub' | 'instance' | 'gateway';

/** What every server takes that stands for owners. */
const ofEveryOwner = ['common', 'place', 'tokens', 'access', 'http'] as const;

export const programs: Readonly<Record<ProgramName, Program>> = {
  start: {
    usage: 'npm start [-- --without-synthetic]',
    about:
      'Starts PostgreSQL, an instance for each owner that does not run elsewhere, and the hub; they take these too.',
    groups: [...ofEveryOwner, 'hubPlace', 'hub', 'limits', 'instance', 'instanceLimits'],
  },
  hub: {
    usage: 'npm run hub',
    about: 'The hub alone. It asks the owners of the owners file, wherever their instances run.',
    groups: [...ofEveryOwner, 'hubPlace', 'hub', 'limits'],
  },
  instance: {
    usage: 'npm run instance -- OWNER',
    about: "One owner's instance; «all» holds every owner's data in one database.",
    groups: [...ofEveryOwner, 'instancePlace', 'instance', 'instanceLimits'],
  },
  gateway: {
    usage: 'npm run gateway -- --supergraph FILE [--port N] [--host H]',
    about: 'Serves any Federation 2 supergraph over HTTP subgraphs.',
    groups: ['common', 'http', 'limits', 'gateway'],
  },
};

/** Answers `--help`, if that is what is asked: prints it and ends the process. */
export function answerHelp(program: ProgramName): void {
  if (!process.argv.includes('--help')) return;
  process.stdout.write(helpOf(program));
  process.exit(0);
}

export function helpOf(name: ProgramName): string {
  const { usage, about, groups } = programs[name];
  const sections = groups.map((group) => {
    const { title, prefix, settings } = settingsGroups[group];
    const lines = [...variablesOf(settings, prefix)].map(({ name: variable, setting: { facts } }) => {
      const notes = [facts.unit, facts.usual !== undefined && `default ${facts.usual}`].filter(Boolean).join('; ');
      return `  ${variable}\n      ${facts.about}${notes && ` (${notes})`}`;
    });
    return `${title}:\n${lines.join('\n')}`;
  });
  return `${usage}\n\n${about}\nEnvironment variables, empty as if not set:\n\n${sections.join('\n\n')}\n`;
}
