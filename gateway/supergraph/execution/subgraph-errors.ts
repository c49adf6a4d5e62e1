import { GraphQLError } from 'graphql';
import { HubError, passedOn, retold } from '../../../schema/errors/catalogue.js';
import type { ConcretePath } from './data-path.js';
import { isObject } from './merge-data.js';

/** More errors than this are not reported one by one. */
const maxErrors = 1000;

/** Finds where in the merged data an error of a fetch belongs: once per place, or nowhere. */
export type Locate = (path: ConcretePath | undefined) => readonly (ConcretePath | undefined)[];

/** The errors of one request in the order of their arrival, with paths in the data's own keys. */
export class SubgraphErrors {
  readonly all: { readonly path: ConcretePath | undefined; readonly error: GraphQLError }[] = [];

  /** Whether the root fields of a fetch were answered together by null, and errors of some of them. */
  isRootLost = false;

  /** Takes over the errors of an answer: code, reason and place; nothing else is for the client. */
  report(errors: readonly unknown[], locate: Locate): void {
    for (const raw of errors.slice(0, maxErrors)) {
      const { message, path } = isObject(raw) ? raw : noError;
      const originalError = raw instanceof Error ? raw : undefined;
      const passed = passedOn(raw);
      const error = passed
        ? retold(passed, { originalError })
        : new GraphQLError(typeof message === 'string' ? message : 'The subgraph reported an error.', {
            originalError,
          });
      for (const place of locate(isPath(path) ? path : undefined)) this.#add(error, place);
    }
  }

  /** The whole fetch came to nothing. */
  fail(service: string, cause: unknown, path: ConcretePath | undefined): void {
    const publicCause = cause instanceof HubError ? cause : new HubError('SUBGRAPH_UNREACHABLE');
    const originalError = cause instanceof Error ? cause : undefined;
    const error = retold(passedOn(publicCause) ?? { code: publicCause.code }, {
      extensions: { service },
      originalError,
    });
    this.#add(error, path?.length ? path : undefined);
  }

  #add(error: GraphQLError, path: ConcretePath | undefined): void {
    if (this.all.length < maxErrors) this.all.push({ error, path });
  }
}

function isPath(path: unknown): path is ConcretePath {
  return Array.isArray(path) && path.every((key) => typeof key === 'string' || typeof key === 'number');
}

const noError: Readonly<Record<string, unknown>> = {};
