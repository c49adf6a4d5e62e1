import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { projectFolder } from '../../commands/config.js';
import { configurationDoc } from '../../commands/settings/configuration-doc.js';
import { helpOf, type ProgramName, programs } from '../../commands/settings/programs.js';
import { numberSetting, type Setting, type SettingsOf, variablesOf } from '../../commands/settings/setting.js';
import { type GroupName, readSettings, settingsGroups } from '../../commands/settings/settings.js';
import { defaultLimits, ownerLimits } from '../../gateway/http/graphql/limits.js';
import { serveDefaults } from '../../gateway/http/server/server.js';
import { hubDefaults } from '../../gateway/hub/hub.js';
import { httpDefaults } from '../../gateway/supergraph/execution/call-over-http.js';
import { supergraphDefaults } from '../../gateway/supergraph/supergraph.js';
import { instanceDefaults } from '../../subgraphs/instance-options.js';

/** All variables of a group, or of all groups. */
function variables(...groups: GroupName[]): { name: string; setting: Setting }[] {
  const names = groups.length > 0 ? groups : (Object.keys(settingsGroups) as GroupName[]);
  return names.flatMap((group) => [...variablesOf(settingsGroups[group].settings, settingsGroups[group].prefix)]);
}

/** The paths of all values below each other, as `breaker.misses`. */
function pathsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [''];
  return Object.entries(value).flatMap(([key, one]) => pathsOf(one).map((rest) => (rest ? `${key}.${rest}` : key)));
}

/** A text that each setting takes, and that is not its default. */
function environmentWithAll(): Record<string, string> {
  const samples = ['1', 'on', 'debug', 'https://a.example', '[]', 'x'];
  return Object.fromEntries(
    variables().map(({ name, setting }) => {
      const sample = samples.find((text) => setting.type.safeParse(text).success);
      if (sample === undefined) throw new Error(`No sample for ${name}.`);
      return [name, sample];
    }),
  );
}

describe('The settings', () => {
  const { host: _, ...http } = serveDefaults;
  it.each<[GroupName, object]>([
    ['hub', hubDefaults],
    ['http', { ...http, corsOrigins: [] }],
    ['limits', defaultLimits],
    ['instance', instanceDefaults],
    ['instanceLimits', ownerLimits],
    ['gateway', { ...httpDefaults, ...supergraphDefaults }],
  ])('of %s reach every option that code can give', (group, defaults) => {
    const mistakes: string[] = [];
    const settings = readSettings(environmentWithAll(), mistakes);
    expect(mistakes).toEqual([]);
    expect(pathsOf(settings[group]).sort()).toEqual(pathsOf(defaults).sort());
  });

  it('do not compile where an option has none', () => {
    const known = numberSetting({ unit: 'rows', about: 'that there may be' });
    // @ts-expect-error: `forgotten` can be given in code alone.
    const settings: SettingsOf<{ known?: number; forgotten?: number }> = { known };
    // @ts-expect-error: so can it within a group.
    const nested: SettingsOf<{ group?: { known?: number; forgotten?: number } }> = { group: { known } };
    expect([settings, nested]).toHaveLength(2);
  });

  it('have a variable each, and say what it is for', () => {
    const names = variables().map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect(
      variables().filter(({ setting }) => setting.facts.about.length < 8 || /[.\n]$/.test(setting.facts.about)),
    ).toEqual([]);
  });

  it('leave to code what is not set, or empty', () => {
    const empty = Object.fromEntries(variables().map(({ name }) => [name, '']));
    expect(pathsOf(readSettings(empty, []))).toEqual(pathsOf(readSettings({}, [])));
    expect(readSettings({}, []).limits).toEqual({});
  });

  it('tell all mistakes at once, each with its variable, and no secret', () => {
    const env = Object.fromEntries(variables('http', 'hub', 'limits').map(({ name }) => [name, 'many']));
    const mistakes: string[] = [];
    readSettings({ ...env, HUB_OWNER_URLS: '[{"code":1}]', HUB_LOG_LEVEL: 'loud' }, mistakes);
    expect(mistakes.map((line) => line.split(':')[0]).sort()).toEqual(
      [...Object.keys(env), 'HUB_LOG_LEVEL', 'HUB_OWNER_URLS'].sort(),
    );
    expect(mistakes).toContain('HUB_DEADLINE_MS: expected a number of milliseconds from 1, got «many».');
    expect(mistakes).toContain(
      'HUB_LOG_LEVEL: expected one of fatal, error, warn, info, debug, trace, silent, got «loud».',
    );
  });
});

describe('What is told of them', () => {
  it('is docs/configuration.md, as `npm run schema` writes it', () => {
    expect(configurationDoc()).toBe(readFileSync(path.join(projectFolder, 'docs/configuration.md'), 'utf8'));
  });

  it('is told by the help of some program, or of the commands that ask the hub', () => {
    const groups = new Set<GroupName>([...Object.values(programs).flatMap((program) => [...program.groups]), 'client']);
    expect([...groups].sort()).toEqual(Object.keys(settingsGroups).sort());
  });

  it.each(Object.keys(programs) as ProgramName[])('is the help of %s, with all variables that it takes', (program) => {
    const help = helpOf(program);
    expect(variables(...programs[program].groups).filter(({ name }) => !help.includes(`  ${name}\n`))).toEqual([]);
    const file = fileURLToPath(new URL(`../../commands/${program}.js`, import.meta.url));
    expect(execFileSync(process.execPath, [file, '--help'], { encoding: 'utf8' })).toBe(help);
  });
});
