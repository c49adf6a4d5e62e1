import { compareText } from '../../schema/collation.js';
import { type ErrorCode, isErrorCode } from '../../schema/errors.js';
import type { Owner } from './owners.js';

export type SourceState = 'ANSWERED' | 'STALE' | 'TIMEOUT' | 'UNREACHABLE' | 'INVALID' | 'REFUSED';

/** One owner's part in an answer. */
export interface Source {
  municipality: string;
  state: SourceState;
  /** When its data were as they are here. */
  asOf: string | null;
  version: number | null;
  tookMs: number | null;
  /** The error's code where it did not answer. */
  error: string | null;
}

export interface Coverage {
  /** EMPTY: nobody answered, or nobody was to be asked. */
  status: 'COMPLETE' | 'PARTIAL' | 'EMPTY';
  asked: number;
  answered: number;
  /** In the order of the owners' codes; an owner that was not asked is not among them. */
  sources: Source[];
}

/** An owner that was asked more than once stands with the worst of its answers. */
export function coverageOf(all: readonly Source[]): Coverage {
  const byOwner = new Map<string, Source>();
  for (const source of all) {
    const known = byOwner.get(source.municipality);
    if (!known || (hasAnswered(known) && !hasAnswered(source))) byOwner.set(source.municipality, source);
  }
  const sources = [...byOwner.values()].sort((a, b) => compareText(a.municipality, b.municipality));
  const answered = sources.filter(hasAnswered).length;
  const status = answered === 0 ? 'EMPTY' : answered < sources.length ? 'PARTIAL' : 'COMPLETE';
  return { status, asked: sources.length, answered, sources };
}

/** What an owner's answer says of its own sources: one of an instance, several of a hub. */
export function sourcesOf(
  { municipalities }: Owner,
  asked: ReadonlySet<string>,
  own: unknown,
  tookMs: number,
  failure: ErrorCode | null,
): Source[] {
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

function hasAnswered({ state }: Source): boolean {
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
      return 'INVALID';
    default:
      return 'REFUSED';
  }
}

const states = new Set<unknown>(['ANSWERED', 'STALE', 'TIMEOUT', 'UNREACHABLE', 'INVALID', 'REFUSED']);

/** What an owner says is data to check like any other: of what has another shape, nothing is taken. */
function readSources(extensions: unknown): Source[] {
  const list = property(property(extensions, 'coverage'), 'sources');
  if (!Array.isArray(list)) return [];
  return list.slice(0, 10_000).flatMap((item): Source[] => {
    const municipality = property(item, 'municipality');
    const state = property(item, 'state');
    if (typeof municipality !== 'string' || !states.has(state)) return [];
    const asOf = property(item, 'asOf');
    const error = property(item, 'error');
    return [
      {
        municipality,
        state: state as SourceState,
        asOf: typeof asOf === 'string' && !Number.isNaN(Date.parse(asOf)) ? asOf : null,
        version: integer(property(item, 'version')),
        tookMs: integer(property(item, 'tookMs')),
        error: isErrorCode(error) ? error : null,
      },
    ];
  });
}

function integer(value: unknown): number | null {
  return Number.isSafeInteger(value) ? (value as number) : null;
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
