import { compareText } from '../../../schema/contract/collation.js';
import type { Coverage, OwnerCoverage, SourceState } from '../../../schema/contract/coverage.js';
import { type ErrorCode, isErrorCode } from '../../../schema/errors/catalogue.js';
import type { Owner } from '../plan/index.js';

/** An owner that was asked more than once stands with the worst of its answers. */
export function coverageOf(all: readonly OwnerCoverage[]): Coverage {
  const byOwner = new Map<string, OwnerCoverage>();
  for (const source of all) {
    const known = byOwner.get(source.municipality);
    if (!known || rank(source) > rank(known)) byOwner.set(source.municipality, source);
  }
  const sources = [...byOwner.values()].sort((a, b) => compareText(a.municipality, b.municipality));
  const answered = sources.filter(hasAnswered).length;
  const status = answered === 0 ? 'EMPTY' : sources.some((source) => rank(source) > 0) ? 'PARTIAL' : 'COMPLETE';
  return { status, asked: sources.length, answered, sources };
}

/** What an owner's answer says of its own sources: one of an instance, several of a hub. */
export function sourcesOf(
  { municipalities }: Owner,
  asked: ReadonlySet<string>,
  own: unknown,
  tookMs: number,
  failure: ErrorCode | null,
): OwnerCoverage[] {
  const listed = readSources(own).filter(({ municipality }) => municipalities.has(municipality));
  if (municipalities.size > 1 && listed.length > 0) return listed;
  return [...asked].map((municipality) => ({
    municipality,
    state: failure ? stateOf(failure) : 'ANSWERED',
    asOf: (!failure && listed[0]?.asOf) || null,
    version: failure ? null : (listed[0]?.version ?? null),
    tookMs,
    error: failure,
  }));
}

/** The source, and what its owner's version lacks of what was asked. */
export function lacksOf(source: OwnerCoverage, missing: ReadonlySet<string> | undefined): OwnerCoverage {
  if (!missing) return source;
  return { ...source, error: source.error ?? 'OWNER_OUTDATED', missing: [...missing].sort() };
}

function rank(source: OwnerCoverage): number {
  if (!hasAnswered(source)) return 2;
  return source.missing ? 1 : 0;
}

function hasAnswered({ state }: OwnerCoverage): boolean {
  return state === 'ANSWERED' || state === 'STALE';
}

function stateOf(failure: ErrorCode): SourceState {
  switch (failure) {
    case 'OWNER_TIMEOUT':
      return 'TIMEOUT';
    case 'OWNER_UNREACHABLE':
    case 'OUTCOME_UNKNOWN':
      return 'UNREACHABLE';
    case 'OWNER_INVALID':
    case 'OWNER_TOO_LARGE':
    case 'OWNERSHIP_VIOLATION':
    case 'OWNER_INCOMPATIBLE':
      return 'INVALID';
    default:
      return 'REFUSED';
  }
}

const states = new Set<unknown>(['ANSWERED', 'STALE', 'TIMEOUT', 'UNREACHABLE', 'INVALID', 'REFUSED']);

/** What an owner says is data to check like any other: of what has another shape, nothing is taken. */
function readSources(extensions: unknown): OwnerCoverage[] {
  const list = property(property(extensions, 'coverage'), 'sources');
  if (!Array.isArray(list)) return [];
  return list.slice(0, 10_000).flatMap((item): OwnerCoverage[] => {
    const municipality = property(item, 'municipality');
    const state = property(item, 'state');
    if (typeof municipality !== 'string' || !states.has(state)) return [];
    const asOf = property(item, 'asOf');
    const error = property(item, 'error');
    const missing = readMissing(property(item, 'missing'));
    return [
      {
        municipality,
        state: state as SourceState,
        asOf: typeof asOf === 'string' && !Number.isNaN(Date.parse(asOf)) ? asOf : null,
        version: integer(property(item, 'version')),
        tookMs: integer(property(item, 'tookMs')),
        error: isErrorCode(error) ? error : null,
        ...(missing && { missing }),
      },
    ];
  });
}

function readMissing(value: unknown): string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.slice(0, 100).filter((place) => /^\w{1,100}\.\w{1,100}(\(\w{1,100}:\))?$/.test(String(place)));
}

function integer(value: unknown): number | null {
  return Number.isSafeInteger(value) ? (value as number) : null;
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
