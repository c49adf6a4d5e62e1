import { createRequire } from 'node:module';
import util from 'node:util';
import type { GraphQLSchema } from 'graphql';
import type { applyMiddleware as ApplyMiddleware, IMiddlewareTypeMap } from 'graphql-middleware';
import type { IRule, rule as Rule, shield as Shield } from 'graphql-shield';
import type { Caller } from '../../../schema/contract/caller.js';
import { isId, parseId } from '../../../schema/contract/id.js';
import { HubError } from '../../../schema/errors/catalogue.js';
import type { Context } from './context.js';

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

/** Nobody may. */
export const nobody: IRule = rule('nobody')(() => false);

/**
 * Staff of the owner that the arguments name, each by its code or by the id of one of its things: `measure`,
 * `input.municipality`. All of them must name the caller's own owner; one that is left out names nobody.
 */
export function ownersStaff(...paths: [string, ...string[]]): IRule {
  return rule()((_, args, { caller }: Context) => {
    return (caller.role === 'MUNICIPALITY' && namesOwner(caller, args, paths)) || refusal(caller);
  });
}

/**
 * The same, or the head of the institution whose id is at `institution`, for this institution alone. Where staff may
 * leave the institution out, another path says whose thing it is.
 */
export function ownersStaffOrHead(institution: string, ...others: string[]): IRule {
  return rule()((_, args, { caller }: Context) => {
    const id = valueAt(args, institution) ?? null;
    const paths = id === null ? others : [institution, ...others];
    const mayWrite = caller.role === 'MUNICIPALITY' || (caller.role === 'INSTITUTION' && caller.institution === id);
    return (mayWrite && paths.length > 0 && namesOwner(caller, args, paths)) || refusal(caller);
  });
}

/** Does every argument name the caller's own owner? What names nobody, or cannot be read, does not. */
function namesOwner({ owner }: Caller, args: unknown, paths: readonly string[]): boolean {
  const values = paths.flatMap((path) => valueAt(args, path));
  return owner !== null && values.every((value) => typeof value === 'string' && isOf(owner, value));
}

function isOf(owner: string, codeOrId: string): boolean {
  return codeOrId === owner || (isId(codeOrId) && parseId(codeOrId).owner === owner);
}

function valueAt(args: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], args);
}

/** Says nothing of the thing, whether there is one or whose it is: only whether the caller has said who it is. */
function refusal({ role }: Caller): HubError {
  return new HubError(role === 'PUBLIC' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
}

/**
 * Guards a subgraph's root fields, `_entities` and the types that have rules: what no rule names is refused.
 * Shield would wrap every field of every other type too, which makes wide lists several times slower, so only the
 * guarded types' middleware is applied; everything else is reached through them.
 */
export function guard(schema: GraphQLSchema, rules: Rules, { showsSchema = true } = {}): GraphQLSchema {
  const tree: Rules = { ...rules, Query: { ...rules.Query, _service: showsSchema ? anyone : nobody } };
  if (schema.getMutationType()) tree.Mutation ??= { '*': nobody };
  const generator = shield(tree, {
    fallbackRule: nobody,
    fallbackError: async (error) => (error instanceof Error ? error : new HubError('FORBIDDEN')),
  });
  const middleware = generator.generate(schema) as IMiddlewareTypeMap;
  const guarded = Object.fromEntries(Object.keys(tree).map((type) => [type, middleware[type]!]));
  return applyMiddleware(schema, guarded as IMiddlewareTypeMap);
}
