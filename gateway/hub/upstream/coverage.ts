import { compareText } from '../../../schema/contract/collation.js';
import type { CoverageSource, CoverageState, ResponseCoverage } from '../../../schema/contract/coverage.js';
import { type ErrorCode, isErrorCode } from '../../../schema/errors/catalogue.js';
import type { Owner } from '../plan/index.js';
import { property } from '../values.js';

/** An owner that was asked more than once stands with the worst of its responses. */
export function coverageOf(all: readonly CoverageSource[]): ResponseCoverage {
  const byOwner = new Map<string, CoverageSource>();
  for (const source of all) {
    const worst = byOwner.get(source.municipality);
    if (!worst || rank(source) > rank(worst)) byOwner.set(source.municipality, source);
  }
  const sources = [...byOwner.values()].sort((a, b) => compareText(a.municipality, b.municipality));
  const answerCount = sources.filter(hasAnswered).length;
  const status = answerCount === 0 ? 'EMPTY' : sources.some((source) => rank(source) > 0) ? 'PARTIAL' : 'COMPLETE';
  return { status, asked: sources.length, answered: answerCount, sources };
}

/** What an owner's response says of its own sources: one of an instance, several of a hub. */
export function sourcesOf(
  { municipalities }: Owner,
  codes: ReadonlySet<string>,
  own: unknown,
  tookMs: number,
  failure: ErrorCode | null,
): CoverageSource[] {
  const ownSources = readSources(own).filter(({ municipality }) => municipalities.has(municipality));
  if (municipalities.size > 1 && ownSources.length > 0) return ownSources;
  return [...codes].map((municipality) => ({
    municipality,
    state: failure ? stateOf(failure) : 'ANSWERED',
    asOf: (!failure && ownSources[0]?.asOf) || null,
    version: failure ? null : (ownSources[0]?.version ?? null),
    tookMs,
    error: failure,
  }));
}

/** The source, and what its owner's version lacks of what was asked. */
export function lacksOf(source: CoverageSource, missing: ReadonlySet<string> | undefined): CoverageSource {
  if (!missing) return source;
  return { ...source, error: source.error ?? 'OWNER_OUTDATED', missing: [...missing].sort() };
}

function rank(source: CoverageSource): number {
  if (!hasAnswered(source)) return 2;
  return source.missing ? 1 : 0;
}

function hasAnswered({ state }: CoverageSource): boolean {
  return state === 'ANSWERED' || state === 'STALE';
}

function stateOf(failure: ErrorCode): CoverageState {
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

const states: ReadonlySet<unknown> = new Set<CoverageState>([
  'ANSWERED',
  'STALE',
  'TIMEOUT',
  'UNREACHABLE',
  'INVALID',
  'REFUSED',
]);

function isState(value: unknown): value is CoverageState {
  return states.has(value);
}

/** What an owner says is data to check like any other: of what has another shape, nothing is taken. */
function readSources(extensions: unknown): CoverageSource[] {
  const list = property(property(extensions, 'coverage'), 'sources');
  if (!Array.isArray(list)) return [];
  return list.slice(0, 10_000).flatMap((item): CoverageSource[] => {
    const municipality = property(item, 'municipality');
    const state = property(item, 'state');
    if (typeof municipality !== 'string' || !isState(state)) return [];
    const asOf = property(item, 'asOf');
    const error = property(item, 'error');
    const missing = readMissing(property(item, 'missing'));
    return [
      {
        municipality,
        state,
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
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}
