import { createRequire } from 'node:module';
import util from 'node:util';
import type { GraphQLSchema } from 'graphql';
import type { applyMiddleware as ApplyMiddleware, IMiddlewareTypeMap } from 'graphql-middleware';
import type { IRule, rule as Rule, shield as Shield } from 'graphql-shield';
import { HubError } from '../../schema/errors.js';

// graphql-shield's ES module build fails on Node ≥ 23 (`util.isUndefined` is gone), and mixing module kinds of the two
// packages loses the rules: so both are loaded as CommonJS, after the missing function is put back.
Object.assign(util, { isUndefined: (value: unknown) => value === undefined });
const require = createRequire(import.meta.url);
const { shield, rule } = require('graphql-shield') as { shield: typeof Shield; rule: typeof Rule };
const { applyMiddleware } = require('graphql-middleware') as { applyMiddleware: typeof ApplyMiddleware };

/** Type → field → who may read it. Of a type named here, every field without a rule is refused. */
export type Rules = Record<string, Record<string, IRule>>;

/** Anybody may. */
export const anyone: IRule = rule('anyone')(() => true);

const nobody: IRule = rule('nobody')(() => false);

/**
 * Guards a subgraph's root fields, `_entities` and the types that have rules: what no rule names is refused.
 * Shield would wrap every field of every other type too, which makes wide lists several times slower, so only the
 * guarded types' middleware is applied; everything else is reached through them.
 */
export function guard(schema: GraphQLSchema, rules: Rules): GraphQLSchema {
  const tree: Rules = { ...rules, Query: { ...rules.Query, _service: anyone } };
  if (schema.getMutationType()) tree.Mutation ??= { '*': nobody };
  const generator = shield(tree, {
    fallbackRule: nobody,
    fallbackError: async (error) => (error instanceof Error ? error : new HubError('FORBIDDEN')),
  });
  const middleware = generator.generate(schema) as IMiddlewareTypeMap;
  const guarded = Object.fromEntries(Object.keys(tree).map((type) => [type, middleware[type]!]));
  return applyMiddleware(schema, guarded as IMiddlewareTypeMap);
}
