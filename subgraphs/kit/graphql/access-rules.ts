import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';

// Its module for `import` asks Node for a function that is gone since 23; that for `require` does not.
import shield = require('graphql-shield');

import type { Caller } from '../../../schema/contract/caller.js';
import { isId, parseId } from '../../../schema/contract/id.js';
import { HubError } from '../../../schema/errors/catalogue.js';
import type { Context } from './context.js';

const { allow, deny, rule } = shield;

/** A rule of graphql-shield, single or made of others. */
export type AccessRule = Pick<shield.IRule, 'resolve'>;

/** Type → field → who may read it. Of a type named here, every field without a rule is refused. */
export type Rules = Record<string, Record<string, AccessRule>>;

/** Anybody may. */
export const anyone: AccessRule = allow;

/** Nobody may. */
export const nobody: AccessRule = deny;

/**
 * Staff of the owner that the arguments name, each by its code or by the id of one of its things: `measure`,
 * `input.municipality`. All of them must name the caller's own owner; one that is left out names nobody.
 */
export function ownersStaff(...paths: [string, ...string[]]): AccessRule {
  return rule()((_, args, { caller }: Context) => {
    return (caller.role === 'MUNICIPALITY' && namesOwner(caller, args, paths)) || refusal(caller);
  });
}

/**
 * The same, or the head of the institution whose id is at `institution`, for this institution alone. Where staff may
 * leave the institution out, another path says whose thing it is.
 */
export function ownersStaffOrHead(institution: string, ...others: string[]): AccessRule {
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
 * Guards a subgraph's root fields, `_entities` and the types that have rules: what no rule names is refused. Everything
 * else is reached through them.
 */
export function guard(schema: GraphQLSchema, rules: Rules, { showsSchema = true } = {}): GraphQLSchema {
  const tree: Rules = { ...rules, Query: { ...rules.Query, _service: showsSchema ? anyone : nobody } };
  checkNames(schema, tree);
  const guarded = new Set([...Object.keys(tree), 'Mutation']);
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field, name, type) => {
      if (!guarded.has(type)) return undefined;
      const own = tree[type]?.[name] ?? nobody;
      // Of what anybody may nothing is to be found out, so it costs nothing.
      return own === anyone ? undefined : { ...field, resolve: resolveBy(own, field.resolve) };
    },
  });
}

/** A rule for a field that there is not would guard nothing. */
function checkNames(schema: GraphQLSchema, rules: Rules): void {
  for (const [type, fields] of Object.entries(rules)) {
    const there = schema.getType(type);
    const names = there && 'getFields' in there ? Object.keys(there.getFields()) : [];
    const unknown = Object.keys(fields).filter((name) => !names.includes(name));
    if (unknown.length > 0) throw new Error(`There are rules for ${type}.${unknown.join(', ')}, but no such fields.`);
  }
}

/** Resolves a field for whom the rule lets through; all others get the rule's error, or FORBIDDEN. */
function resolveBy(
  own: AccessRule,
  // biome-ignore lint/suspicious/noExplicitAny: graphql-js leaves open what a field is of.
  resolve: GraphQLFieldResolver<any, Context> = defaultFieldResolver,
  // biome-ignore lint/suspicious/noExplicitAny: as above.
): GraphQLFieldResolver<any, Context> {
  return async (parent, args, context, info) => {
    const result = await own.resolve(parent, args, { ...context, _shield: { cache: {} } }, info, options);
    if (result === true) return resolve(parent, args, context, info);
    throw result instanceof Error ? result : new HubError('FORBIDDEN');
  };
}

/** A rule that throws lets nobody through; none of ours is kept by its arguments. */
const options = { debug: false, allowExternalErrors: false, fallbackRule: deny, hashFunction: () => '' };
