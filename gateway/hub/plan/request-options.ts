import { type GraphQLSchema, getDirectiveValues, type ValueNode, valueFromASTUntyped } from 'graphql';
import { type Cursor, decodeCursor } from '../../../schema/contract/cursor.js';
import { largestPage, readPageArguments } from '../../../schema/contract/pages.js';
import { HubError } from '../../../schema/errors/catalogue.js';
import { errorAt } from './error-at.js';
import type { Page, PageArguments } from './field-plan.js';
import type { Operation } from './operation.js';

type Variables = Readonly<Record<string, unknown>>;

export interface Pages {
  readonly pages: readonly Page[];
  /** By the root field's key, why it is not asked: a page in it is none. */
  readonly refusals: ReadonlyMap<string, HubError>;
}

/** Reads the page of every connection. */
export function readPages({ node, pages }: Pick<Operation, 'node' | 'pages'>, variables: Variables): Pages {
  const refusals = new Map<string, HubError>();
  const values = pages.map((page): Page => {
    try {
      return readPage(page, variables);
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      for (const { path, node: at } of page.places) {
        const key = String(path[0]);
        // A mutation is refused as a whole: an error below it would say that it was carried out.
        const place = node.operation === 'mutation' ? [key] : path;
        if (!refusals.has(key)) refusals.set(key, errorAt(error, place, [at]));
      }
      return { size: 1, from: null, isBackward: false };
    }
  });
  return { pages: values, refusals };
}

/** May the last response of an owner that cannot be reached stand in for it? */
export function allowsStale({ node }: Pick<Operation, 'node'>, schema: GraphQLSchema, variables: Variables): boolean {
  const directive = schema.getDirective('stale');
  return (directive && getDirectiveValues(directive, node, variables)?.allow) === true;
}

/** Whether a response that is not complete is refused. */
export function mustBeComplete({ node }: Operation): boolean {
  return node.directives?.some(({ name }) => name.value === 'complete') ?? false;
}

function readPage({ first, defaultFirst, after, last, before }: PageArguments, variables: Variables): Page {
  const evaluate = (node: ValueNode | undefined) => node && valueFromASTUntyped(node, variables);
  const { size, from, isBackward } = readPageArguments({
    first: evaluate(first) ?? defaultFirst ?? largestPage,
    ...{ after: evaluate(after), last: evaluate(last), before: evaluate(before) },
  });
  return { size, from: readCursor(from), isBackward };
}

function readCursor(value: unknown): Cursor | null {
  if (value === null) return null;
  try {
    return decodeCursor(String(value));
  } catch {
    throw new HubError('BAD_CURSOR', { reason: 'UNREADABLE', got: value });
  }
}
