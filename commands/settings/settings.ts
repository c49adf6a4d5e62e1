import { defaultLimits, ownerLimits } from '../../gateway/http/index.js';
import { gatewaySettings } from './gateway-settings.js';
import { httpSettings, limitSettings } from './http-settings.js';
import { hubSettings } from './hub-settings.js';
import { instanceSettings } from './instance-settings.js';
import {
  accessSettings,
  clientSettings,
  commonSettings,
  hubPlaceSettings,
  instancePlaceSettings,
  issuerSettings,
  placeSettings,
} from './program-settings.js';
import { type Options, readOptions, type Settings } from './setting.js';

/** Settings of one theme. */
export interface SettingsGroup {
  readonly title: string;
  /** What the names of their variables begin with. */
  readonly prefix: string;
  readonly settings: Settings;
}

/** All that the environment can set, in the order of the documentation. */
export const settingsGroups = {
  common: { title: 'Every program', prefix: 'HUB', settings: commonSettings },
  place: { title: 'What runs where', prefix: 'HUB', settings: placeSettings },
  tokens: { title: 'Whose tokens count', prefix: 'HUB', settings: issuerSettings },
  access: { title: 'What clients may see', prefix: 'HUB', settings: accessSettings },
  http: { title: 'HTTP, at every server', prefix: 'HUB', settings: httpSettings },
  hubPlace: { title: 'The hub', prefix: 'HUB', settings: hubPlaceSettings },
  hub: { title: 'How the hub asks owners', prefix: 'HUB', settings: hubSettings },
  limits: {
    title: 'What one request may ask of the hub, or of the general gateway',
    prefix: 'HUB_LIMIT',
    settings: limitSettings(defaultLimits),
  },
  instancePlace: { title: 'One instance', prefix: 'HUB_INSTANCE', settings: instancePlaceSettings },
  instance: { title: 'How an instance answers', prefix: 'HUB_INSTANCE', settings: instanceSettings },
  instanceLimits: {
    title: 'What one request may ask of an instance',
    prefix: 'HUB_INSTANCE_LIMIT',
    settings: limitSettings(ownerLimits),
  },
  gateway: { title: 'The general gateway', prefix: 'HUB_GATEWAY', settings: gatewaySettings },
  client: { title: 'Commands that ask the hub', prefix: 'HUB', settings: clientSettings },
} as const satisfies Record<string, SettingsGroup>;

export type GroupName = keyof typeof settingsGroups;

// Cast: The keys of an object that has no others.
export const groupNames = Object.keys(settingsGroups) as GroupName[];

export type AllSettings = { [G in GroupName]: Options<(typeof settingsGroups)[G]['settings']> };

/** What the environment sets; what is wrong with it is added to `mistakes`, a line for each. */
export function readSettings(env: NodeJS.ProcessEnv, mistakes: string[]): AllSettings {
  const groups = groupNames.map((name) => {
    const { prefix, settings }: SettingsGroup = settingsGroups[name];
    return [name, readOptions(settings, prefix, env, mistakes)];
  });
  // Cast: One entry for each group, with what its settings read.
  return Object.fromEntries(groups) as AllSettings;
}
