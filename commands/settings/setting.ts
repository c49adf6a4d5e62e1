import { z } from 'zod';
import { shown } from '../../schema/errors/catalogue.js';

/** Something that an environment variable sets: how its text is read, and what is told of it. */
export class Setting<T = unknown> {
  constructor(
    /** Reads the text. */
    readonly type: z.ZodType<T>,
    readonly facts: {
      /** What the text must be, as `a port number`. */
      readonly expected: string;
      /** What it is for, in one sentence without its first capital and its full stop. */
      readonly about: string;
      readonly unit?: string;
      /** What holds where nothing is set; absent: nothing. */
      readonly usual?: string;
      /** Where the name does not follow from that of the option. */
      readonly name?: string;
      /** Never shown. */
      readonly isSecret?: boolean;
    },
  ) {}
}

/** Settings by the option that they set; groups of options have groups of settings. */
export interface Settings {
  readonly [option: string]: Setting | Settings;
}

/** The settings that options of type `T` need: one for each, so that none is left to code alone. */
export type SettingsOf<T> = {
  readonly [K in keyof T]-?: NonNullable<T[K]> extends number | string | boolean | readonly unknown[]
    ? Setting<NonNullable<T[K]>>
    : SettingsOf<NonNullable<T[K]>>;
};

/** The options that are set. */
export type Options<S extends Settings> = {
  [K in keyof S]?: S[K] extends Setting<infer T> ? T : S[K] extends Settings ? Options<S[K]> : never;
};

interface About {
  about: string;
  name?: string;
}

export function numberSetting({
  unit,
  usual,
  least = 0,
  most = Number.MAX_SAFE_INTEGER,
  ...facts
}: About & { unit: string; usual?: number; least?: number; most?: number }): Setting<number> {
  const from = least > 0 ? ` from ${least}` : '';
  const to = most < Number.MAX_SAFE_INTEGER ? ` up to ${most}` : '';
  const type = z.coerce.number().int().min(least).max(most);
  return new Setting(type, { unit, usual: usual?.toString(), expected: `a number of ${unit}${from}${to}`, ...facts });
}

export function portSetting(facts: About & { usual?: string }): Setting<number> {
  return new Setting(z.coerce.number().int().min(0).max(65_535), { expected: 'a port number', unit: 'port', ...facts });
}

/** «on» or «off». */
export function switchSetting(facts: About & { usual?: string }): Setting<boolean> {
  return new Setting(
    z.enum(['on', 'off']).transform((text) => text === 'on'),
    {
      expected: 'on or off',
      unit: 'on, off',
      ...facts,
    },
  );
}

export function choiceSetting<T extends string>(values: readonly T[], facts: About & { usual?: T }): Setting<T> {
  const list = values.join(', ');
  return new Setting(z.enum(values), { expected: `one of ${list}`, unit: list, ...facts });
}

export function textSetting(facts: About & { usual?: string; expected?: string; isSecret?: boolean }): Setting<string> {
  return new Setting(z.string(), { expected: 'a text', ...facts });
}

/** Texts with commas between them. */
export function listSetting(
  isOne: (text: string) => boolean,
  facts: About & { expected: string; usual?: string; unit?: string },
): Setting<readonly string[]> {
  const type = z
    .string()
    .transform((all) => all.split(',').flatMap((one) => one.trim() || []))
    .pipe(z.array(z.string().refine(isOne)));
  return new Setting(type, facts);
}

/** JSON of some shape. */
export function jsonSetting<T>(type: z.ZodType<T>, facts: About & { expected: string; usual?: string }): Setting<T> {
  const parsed = z.string().transform((text, context) => {
    try {
      const value: unknown = JSON.parse(text);
      return value;
    } catch {
      context.addIssue({ code: 'custom' });
      return z.NEVER;
    }
  });
  return new Setting(parsed.pipe(type), { unit: 'JSON', ...facts });
}

/** Every setting with the name of its variable: `HUB` and `deadlineMs` make `HUB_DEADLINE_MS`. */
export function* variablesOf(settings: Settings, prefix: string): Generator<{ name: string; setting: Setting }> {
  for (const [option, entry] of Object.entries(settings)) {
    if (entry instanceof Setting) yield { name: nameOf(prefix, option, entry), setting: entry };
    else yield* variablesOf(entry, joined(prefix, option));
  }
}

/** The options that the environment sets; what is wrong with it is added to `mistakes`, a line for each. */
export function readOptions<S extends Settings>(
  settings: S,
  prefix: string,
  env: NodeJS.ProcessEnv,
  mistakes: string[],
): Options<S> {
  const entries = Object.entries(settings).flatMap(([option, entry]) => {
    if (!(entry instanceof Setting)) return [[option, readOptions(entry, joined(prefix, option), env, mistakes)]];
    const name = nameOf(prefix, option, entry);
    const value = env[name];
    // Empty is as good as not set: a file of variables cannot say otherwise.
    if (!value) return [];
    const { data, success } = entry.type.safeParse(value);
    if (success) return [[option, data]];
    const { expected, isSecret } = entry.facts;
    mistakes.push(`${name}: expected ${expected}, got ${isSecret ? 'something else' : shown(value)}.`);
    return [];
  });
  // Cast: One entry for each setting, of the type that the setting reads.
  return Object.fromEntries(entries) as Options<S>;
}

function nameOf(prefix: string, option: string, { facts }: Setting): string {
  return facts.name ?? joined(prefix, option);
}

function joined(prefix: string, option: string): string {
  return `${prefix}_${option.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
