import { type GraphQLSchema, getDirectiveValues, type ValueNode, valueFromASTUntyped } from 'graphql';
import { type Cursor, decodeCursor } from '../../schema/cursor.js';
import { HubError, shown } from '../../schema/errors.js';
import type { Operation } from './operation.js';
import type { Page, PageArguments } from './plan.js';

type Variables = Readonly<Record<string, unknown>>;

const maximumPage = 500;

/** Reads the page of every connection, or throws before any call. */
export function readPages(operation: Operation, variables: Variables): Page[] {
  return operation.pages.map((page) => readPage(page, variables));
}

/** The operation's deadline in milliseconds: its own, up to the server's limit, or the usual one. */
export function readDeadline(
  { node }: Pick<Operation, 'node'>,
  schema: GraphQLSchema,
  variables: Variables,
  usual: number,
  limit: number,
): number {
  const directive = schema.getDirective('deadline');
  const ms = directive && getDirectiveValues(directive, node, variables)?.ms;
  if (ms === undefined || ms === null) return usual;
  if (typeof ms !== 'number' || ms < 1) {
    throw new HubError('BAD_ARGUMENT', `Expected a deadline of 1 ms or more, got ${shown(ms)}.`);
  }
  return Math.min(ms, limit);
}

/** May the last known answer of an owner that cannot be reached stand in for it? */
export function allowsStale({ node }: Pick<Operation, 'node'>, schema: GraphQLSchema, variables: Variables): boolean {
  const directive = schema.getDirective('stale');
  return (directive && getDirectiveValues(directive, node, variables)?.allow) === true;
}

/** Whether an answer that is not complete is refused. */
export function mustBeComplete({ node }: Operation): boolean {
  return node.directives?.some(({ name }) => name.value === 'complete') ?? false;
}

function readPage({ first, defaultFirst, after, last, before }: PageArguments, variables: Variables): Page {
  const read = (node: ValueNode | undefined) => node && valueFromASTUntyped(node, variables);
  const fromEnd = read(last) ?? null;
  const isBackward = fromEnd !== null;
  const [from, refused] = (isBackward ? [before, after] : [after, before]).map((node) => read(node) ?? null);
  if (refused !== null) {
    throw new HubError('BAD_ARGUMENT', 'Expected `after` with `first` alone, and `before` with `last` alone.');
  }
  // Null as well: clients send it for what they do not care about.
  const size = fromEnd ?? read(first) ?? defaultFirst ?? maximumPage;
  if (!Number.isInteger(size) || (size as number) < 1 || (size as number) > maximumPage) {
    throw new HubError('BAD_PAGE_SIZE', `Got ${shown(size)}.`);
  }
  return { size: size as number, from: readCursor(from), isBackward };
}

function readCursor(value: unknown): Cursor | null {
  if (value === null) return null;
  try {
    return decodeCursor(String(value));
  } catch {
    throw new HubError('BAD_CURSOR', `Expected one of its cursors, got ${shown(value)}.`);
  }
}
