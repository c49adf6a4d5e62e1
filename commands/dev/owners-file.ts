import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ownerCodePattern } from '../../schema/contract/id.js';
import { shown } from '../../schema/errors/catalogue.js';
import { messageOf } from '../../schema/errors/unknown-error.js';
import { roundLevels, type SyntheticMonitoring } from '../../seeds/results/made-up.js';
import { qualityAreaLabels } from '../../subgraphs/documents/index.js';

/** A table of one kind, with the absolute path of its file. */
export interface SeededTable {
  kind: string;
  file: string;
}

/** One municipality, or a region that publishes for itself. */
export interface OwnerEntry {
  code: string;
  /** Official name, in Russian. */
  name: string;
  kind: (typeof ownerKinds)[number];
  /** Subject of the Federation. */
  region: string;
  oktmo: string | null;
  /** Documents to publish where nothing is published yet: absolute paths. */
  orders: readonly string[];
  /** Tables to publish then, behind the documents. */
  tables?: readonly SeededTable[];
  /** How many synthetic institutions it is given. */
  institutions: number;
  /** What is made up of its monitoring; absent: nothing. */
  monitoring?: SyntheticMonitoring;
  /** The port its instance listens on here; 0 is any free one. */
  port: number;
  /** GraphQL URL of an instance that runs elsewhere: it is asked, not started. */
  url?: string;
  /** Where a hub runs at the URL: the codes of the owners that it stands for. */
  municipalities?: readonly string[];
  /** A PostgreSQL of the owner's own, instead of a database in the one started here. */
  databaseUrl?: string;
}

export const ownerKinds = ['CITY_DISTRICT', 'MUNICIPAL_DISTRICT', 'MUNICIPAL_OKRUG', 'REGION'] as const;

/** Whether its instance is started here. */
export function isLocal({ url }: OwnerEntry): boolean {
  return url === undefined;
}

/** The owners of a file, as far as they can be read; what is wrong with it is added to `mistakes`. */
export function readOwners(file: string, hubPort: number, env: NodeJS.ProcessEnv, mistakes: string[]): OwnerEntry[] {
  let list: unknown;
  try {
    list = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    mistakes.push(`${file}: the owners cannot be read: ${messageOf(error)}`);
    return [];
  }
  if (!Array.isArray(list) || list.length === 0) {
    mistakes.push(`${file}: expected a list of owners, got ${shown(list)}.`);
    return [];
  }
  const owners = list.map((entry, index) => readOwner(file, entry, index, hubPort, env, mistakes));
  reportTwins(file, owners, mistakes);
  return owners;
}

function readOwner(
  file: string,
  entry: unknown,
  index: number,
  hubPort: number,
  env: NodeJS.ProcessEnv,
  mistakes: string[],
): OwnerEntry {
  const raw: Record<string, unknown> = typeof entry === 'object' && entry !== null ? { ...entry } : {};
  const code = String(raw.code);
  const databaseVariable = `DATABASE_URL_${code.toUpperCase().replaceAll('-', '_')}`;
  raw.port ??= hubPort && hubPort + 1 + index;
  raw.oktmo ??= null;
  raw.databaseUrl = env[databaseVariable] || raw.databaseUrl;
  // Who runs elsewhere is only asked: what it is called and what it publishes is its own affair.
  if (raw.url !== undefined) {
    for (const [field, value] of Object.entries(ofOwnersElsewhere)) raw[field] ??= value;
    raw.name ??= raw.code;
  }
  const folder = path.join(path.dirname(file), 'orders');
  const tables = path.join(path.dirname(file), 'tables');
  const expected: Record<keyof OwnerEntry, [meaning: string, holds: (value: unknown) => boolean]> = {
    code: ['lower-case Latin letters, digits and dashes', (value) => isText(value) && ownerCodePattern.test(value)],
    name: ['the official name', isText],
    kind: [ownerKinds.join(', '), (value) => ownerKinds.some((kind) => kind === value)],
    region: ['the subject of the Federation', isText],
    oktmo: ['8 or 11 digits or null', (value) => value === null || (isText(value) && /^\d{8}(\d{3})?$/.test(value))],
    orders: [
      `names of files in ${folder}`,
      (value) => Array.isArray(value) && value.every((name) => isText(name) && existsSync(path.join(folder, name))),
    ],
    tables: [
      `names of files in ${tables} by kinds of tables`,
      (value) =>
        value === undefined ||
        entriesOf(value).every(([, name]) => isText(name) && existsSync(path.join(tables, name))),
    ],
    institutions: ['a whole number up to 100000', (value) => isWhole(value, 100_000)],
    monitoring: [
      'areas, a scale (MKDO, KRASNODAR_CLUSTER), how many per cent take part, and perhaps level, days and act',
      (value) => value === undefined || isMonitoring(value),
    ],
    port: ['a port number', (value) => isWhole(value, 65_535)],
    url: ['an http URL', (value) => value === undefined || isUrl(value, ['http:', 'https:'])],
    municipalities: [
      'codes of the owners of a hub that runs elsewhere',
      (value) => value === undefined || (isText(raw.url) && isCodes(value)),
    ],
    databaseUrl: ['a postgres URL', (value) => value === undefined || isUrl(value, ['postgres:', 'postgresql:'])],
  };
  for (const [field, [meaning, holds]] of Object.entries(expected)) {
    const value = raw[field];
    if (holds(value)) continue;
    // A database URL holds a password, so it is not shown.
    const got = value === undefined ? 'nothing' : field === 'databaseUrl' ? 'something else' : shown(value);
    mistakes.push(`${file}: owner ${index + 1} (${shown(raw.code ?? '')}), ${field}: expected ${meaning}, got ${got}.`);
  }
  for (const field of Object.keys(raw).filter((name) => !(name in expected))) {
    mistakes.push(`${file}: owner ${index + 1} (${shown(raw.code ?? '')}): unknown field ${shown(field)}.`);
  }
  const names = Array.isArray(raw.orders) ? raw.orders : [];
  return {
    // biome-ignore lint/plugin: Every field was looked at above, and whoever has mistakes does not use the value.
    ...(raw as unknown as OwnerEntry),
    orders: names.map((name) => path.join(folder, String(name))),
    ...(raw.tables !== undefined && {
      tables: entriesOf(raw.tables).map(([kind, name]) => ({ kind, file: path.join(tables, String(name)) })),
    }),
  };
}

/** Of nothing of an owner that runs elsewhere is anything made here. */
const ofOwnersElsewhere = { kind: 'CITY_DISTRICT', region: '–', orders: [], institutions: 0 } as const;

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [['', null]];
}

function reportTwins(file: string, owners: readonly OwnerEntry[], mistakes: string[]): void {
  const twins = (values: (string | number)[]) => values.find((value, index) => values.indexOf(value) !== index);
  const code = twins(owners.map((owner) => owner.code));
  if (code !== undefined) mistakes.push(`${file}: two owners have the code ${shown(code)}.`);
  const reached = twins(owners.flatMap((owner) => owner.municipalities ?? [owner.code]));
  if (reached !== undefined && reached !== code) mistakes.push(`${file}: ${shown(reached)} is reached in two ways.`);
  const port = twins(owners.filter((owner) => owner.port !== 0 && !owner.url).map((owner) => owner.port));
  if (port !== undefined) mistakes.push(`${file}: two owners have the port ${port}.`);
}

function isMonitoring(value: unknown): boolean {
  const { areas, scale, takingPart, level, days, act } = (value ?? {}) as Record<string, unknown>;
  const isKnown = Array.isArray(areas) && areas.every((area) => area in qualityAreaLabels);
  return (
    isKnown &&
    (scale === 'MKDO' || scale === 'KRASNODAR_CLUSTER') &&
    isWhole(takingPart, 100) &&
    (level === undefined || roundLevels.some((one) => one === level)) &&
    (days === undefined || isStretch(days)) &&
    (act === undefined || isText(act))
  );
}

/** Two days of any year, the first at least a week before the last. */
function isStretch(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [from = Number.NaN, to = Number.NaN] = value.map((day) =>
    /^\d\d-\d\d$/.test(day) ? Date.parse(`2023-${day}`) : Number.NaN,
  );
  return to - from >= 7 * 86_400_000;
}

function isCodes(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((code) => isText(code) && ownerCodePattern.test(code));
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

export function isWhole(value: unknown, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
}

function isUrl(value: unknown, protocols: readonly string[]): boolean {
  return isText(value) && URL.canParse(value) && protocols.includes(new URL(value).protocol);
}
