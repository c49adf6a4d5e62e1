import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import type { EntityClass, MigrationObject } from '@mikro-orm/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { buildSchema, type GraphQLSchema, isObjectType, isSpecifiedDirective, parse } from 'graphql';
import { buildSchemaSync, createResolversMap, type NonEmptyArray } from 'type-graphql';
import { directiveDefinitions, hubSpec, operationDirectives } from '../../../schema/contract/directives.js';
import { lazyColumns } from '../database/entity-columns.js';
import { type Consequence, followedBy } from '../publishing/on-publish-hooks.js';
import type { PublishedKind } from '../publishing/published-kind.js';
import { guard, type Rules } from './access-rules.js';
import { declareBounds } from './bounds.js';
import type { Context } from './context.js';
import { countLists } from './count-lists.js';
import { recordMutations } from './mutations.js';
import { nullIsDefault } from './null-defaults.js';
import { isSynthetic, markedEntities } from './synthetic.js';

// biome-ignore lint/complexity/noBannedTypes: type-graphql itself takes classes as functions.
type ResolverClass = Function;

/** One domain: what a subgraph writes that is special to it. */
export interface Domain {
  /** Name of the subgraph, of its folder and, with `_` for `-`, of its PostgreSQL schema. */
  name: string;
  entities: readonly EntityClass<object>[];
  migrations: readonly MigrationObject[];
  resolvers: NonEmptyArray<ResolverClass>;
  /** Types that no root field reaches but other subgraphs do. */
  orphans?: readonly ResolverClass[];
  /** How a router finds this subgraph's entities by their key: type name → finder. */
  references: Readonly<Record<string, (reference: never, context: Context) => unknown>>;
  /** Kinds of global ids whose things live here. */
  kinds: Readonly<Record<string, EntityClass<{ id: string }>>>;
  /** Kinds of things that are no rows of a table of their own, and how each is found as the caller may see it. */
  finders?: Readonly<Record<string, (id: string, context: Context) => Promise<object | null>>>;
  /** What owners publish to fill it. */
  publishes?: readonly PublishedKind[];
  /** What follows here, in the same change, when a kind of another domain is published or withdrawn: by name of the kind. */
  follows?: Readonly<Record<string, Consequence>>;
  /** Makes anew, at the start of an instance, what migrations have noted as not being what this program would make. */
  catchUp?(orm: MikroORM): Promise<void>;
  rules: Rules;
}

/** All kinds of files that owners publish, by name, with what follows from each in other domains. */
export function kindsOf(domains: readonly Domain[]): ReadonlyMap<string, PublishedKind> {
  const kinds = domains.flatMap(({ publishes = [] }) => publishes);
  const followed = (kind: PublishedKind) =>
    domains.flatMap(({ follows }) => follows?.[kind.name] ?? []).reduce(followedBy, kind);
  return new Map(kinds.map((kind) => [kind.name, followed(kind)]));
}

const header = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@composeDirective", "@listSize"])
    @link(
      url: "${hubSpec}"
      import: [
        { name: "@merge", as: "@hub__merge" }
        { name: "@owner", as: "@hub__owner" }
        { name: "@length", as: "@hub__length" }
      ]
    )
    @composeDirective(name: "@hub__merge")
    @composeDirective(name: "@hub__owner")
    @composeDirective(name: "@hub__length")
`;

/** The directives of the contract, for type-graphql: without them an enum's value would be printed as a string. */
const directives = buildSchema(`${directiveDefinitions}${operationDirectives}`, { assumeValidSDL: true })
  .getDirectives()
  .filter((directive) => !isSpecifiedDirective(directive));

/** The subgraph's SDL, as a router composes it. */
export function subgraphSdl(domain: Domain): string {
  return `${header}\n${printSchemaWithDirectives(typeGraphqlSchema(domain))}`;
}

/** The executable subgraph with its rules; `showsSchema` says whether it gives its SDL away (`_service`). */
export function subgraphSchema(domain: Domain, options?: { showsSchema?: boolean }): GraphQLSchema {
  const schema = typeGraphqlSchema(domain);
  const resolvers = createResolversMap(schema) as Record<string, Record<string, unknown>>;
  for (const [type, find] of Object.entries(domain.references)) {
    resolvers[type] = { ...resolvers[type], __resolveReference: find };
  }
  for (const { entity, property } of lazyColumns) {
    const type = schema.getType(entity.name);
    if (!isObjectType(type) || resolvers[entity.name]?.__resolveReference === undefined) continue;
    // A resolver of its own decides who sees the column.
    if (type.getFields()[property]?.resolve) continue;
    resolvers[entity.name]![property] = ({ id }: { id: string }, _: unknown, { loaders }: Context) =>
      loaders.column(entity, property).load(id);
  }
  for (const entity of markedEntities()) {
    const type = schema.getType(entity.name);
    if (!isObjectType(type) || !type.getFields().synthetic || type.getFields().synthetic!.resolve) continue;
    resolvers[entity.name] = {
      ...resolvers[entity.name],
      synthetic: (row: object, _: unknown, context: Context) => isSynthetic(context, entity, row),
    };
  }
  const typeDefs = parse(`${header}\n${printSchemaWithDirectives(schema)}`);
  const guarded = guard(buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]), domain.rules, options);
  return countLists(nullIsDefault(recordMutations(guarded)));
}

function typeGraphqlSchema({ resolvers, orphans = [] }: Domain): GraphQLSchema {
  // Federation's directives are declared by the link above, which type-graphql's own check does not see.
  return declareBounds(
    buildSchemaSync({
      resolvers,
      orphanedTypes: [...orphans],
      directives,
      validate: false,
      skipCheck: true,
      pubSub: noPubSub,
    }),
  );
}

/** type-graphql takes no subscription without one; ours do not come through it. */
const noPubSub = {
  publish() {},
  subscribe: () => (async function* () {})() as never,
};
