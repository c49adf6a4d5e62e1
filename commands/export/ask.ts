import type { ResponseCoverage } from '../../schema/contract/coverage.js';
import { messageOf } from '../../schema/errors/unknown-error.js';
import { afterVariable, type ExportPlan, extra, firstVariable } from './plan.js';

/** All rows of the answer, and what was said beside them. */
export interface Exported {
  rows: unknown[];
  coverage: ResponseCoverage | null;
  errors: { message: string; code: string; municipality: string | null }[];
  /** The data changed between pages, so that rows of two versions stand side by side. */
  changed: boolean;
  at: Date;
}

/** No answer, or one that is no data: `code` where the endpoint gave one. */
export class NoAnswer extends Error {
  constructor(
    readonly code: string | null,
    message: string,
  ) {
    super(message);
  }
}

const waitMs = 120_000;
/** Rows on a page at first, and where so many are too much for the endpoint. */
const pageSize = 500;
const smallestPage = 10;
/** Pages at most: a cursor that leads in a circle must end. */
const mostPages = 20_000;

/** Asks page by page to the end. */
export async function askAll(
  { query, paged, sized, rowsAt }: ExportPlan,
  url: string,
  token: string | undefined,
  variables: Record<string, unknown>,
): Promise<Exported> {
  const exported: Exported = { rows: [], coverage: null, errors: [], changed: false, at: new Date() };
  let after: string | null = null;
  let first = pageSize;
  const askPage = async (): Promise<Page> => {
    const paging = { ...(paged && { [afterVariable]: after }), ...(sized && { [firstVariable]: first }) };
    try {
      return await ask(url, token, query, { ...variables, ...paging });
    } catch (error) {
      const tooMuch = error instanceof NoAnswer && error.code === 'OPERATION_TOO_COMPLEX';
      if (!tooMuch || !sized || first <= smallestPage) throw error;
      first = Math.max(Math.floor(first / 2), smallestPage);
      return askPage();
    }
  };
  for (let page = 0; page < mostPages; page++) {
    const { data, errors, coverage } = await askPage();
    exported.changed ||= exported.coverage !== null && versionsOf(exported.coverage) !== versionsOf(coverage);
    exported.coverage = worse(exported.coverage, coverage);
    exported.errors.push(...errors);
    const rows = at(data, rowsAt);
    for (const row of Array.isArray(rows) ? rows : rows === null ? [] : [rows]) exported.rows.push(row);
    const info = paged
      ? (at(data, [...rowsAt.slice(0, -1), extra.page]) as { hasNextPage: boolean; endCursor: string } | null)
      : null;
    if (!info?.hasNextPage) return exported;
    if (info.endCursor === after) throw new NoAnswer(null, 'страницы ответа не кончаются');
    after = info.endCursor;
  }
  throw new NoAnswer(null, `больше ${mostPages} страниц`);
}

interface Page {
  data: unknown;
  errors: Exported['errors'];
  coverage: ResponseCoverage | null;
}

async function ask(url: string, token: string | undefined, query: string, variables: object): Promise<Page> {
  const headers = {
    'content-type': 'application/json',
    'accept-language': 'ru',
    ...(token && { authorization: `Bearer ${token}` }),
  };
  const request = { method: 'POST', headers, body: JSON.stringify({ query, variables }) };
  const response = await fetch(url, { ...request, signal: AbortSignal.timeout(waitMs) }).catch((error: Error) => {
    throw new NoAnswer(null, messageOf(error.cause ?? error));
  });
  const body = (await response.json().catch(() => null)) as Answer | null;
  if (!body || typeof body !== 'object') throw new NoAnswer(null, `ответ ${response.status} не в JSON`);
  const errors = (body.errors ?? []).map(({ message, extensions }) => {
    return { message, code: extensions?.code ?? 'INTERNAL', municipality: extensions?.municipality ?? null };
  });
  const [first] = errors;
  if (!body.data) throw new NoAnswer(first?.code ?? null, first?.message ?? `ответ ${response.status} без данных`);
  return { data: body.data, errors, coverage: body.extensions?.coverage ?? null };
}

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions?: { code?: string; municipality?: string } }[];
  extensions?: { coverage?: ResponseCoverage };
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | null)?.[key] ?? null, value);
}

function versionsOf(coverage: ResponseCoverage | null): string {
  return JSON.stringify(coverage?.sources.map(({ municipality, version }) => [municipality, version]));
}

/** An owner that missed one page misses rows of the whole. */
function worse(a: ResponseCoverage | null, b: ResponseCoverage | null): ResponseCoverage | null {
  if (a === null || b === null) return a ?? b;
  const before = new Map(a.sources.map((source) => [source.municipality, source]));
  const sources = b.sources.map((source) => {
    const earlier = before.get(source.municipality);
    return earlier && earlier.state !== 'ANSWERED' && source.state === 'ANSWERED' ? earlier : source;
  });
  const answerCount = sources.filter(({ state }) => state === 'ANSWERED' || state === 'STALE').length;
  const status = answerCount === sources.length ? 'COMPLETE' : answerCount === 0 ? 'EMPTY' : 'PARTIAL';
  return { status, asked: sources.length, answered: answerCount, sources };
}
