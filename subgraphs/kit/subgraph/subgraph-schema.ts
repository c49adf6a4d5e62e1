import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import type { EntityClass } from '@mikro-orm/core';
import { buildSchema, type GraphQLSchema, isObjectType, isSpecifiedDirective, parse } from 'graphql';
import { buildSchemaSync, createResolversMap } from 'type-graphql';
import { directiveDefinitions, hubSpec, operationDirectives } from '../../../schema/contract/directives.js';
import {
  countLists,
  declareBounds,
  guard,
  isSynthetic,
  lazyColumns,
  markedEntities,
  nullIsDefault,
} from '../graphql/index.js';
import type { PublishingContext } from '../publishing/index.js';
import type { Domain } from './domain.js';
import { recordMutations } from './record-mutations.js';

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
export function buildSubgraph(domain: Domain, options?: { showsSchema?: boolean }): GraphQLSchema {
  const schema = typeGraphqlSchema(domain);
  const resolvers = createResolversMap(schema) as Record<string, Record<string, unknown>>;
  const byId = Object.values(domain.idKinds).map((entity) => [entity.name, findById(entity)] as const);
  for (const [type, find] of [...byId, ...Object.entries(domain.references ?? {})]) {
    resolvers[type] = { ...resolvers[type], __resolveReference: find };
  }
  for (const { entity, property } of lazyColumns) {
    const type = schema.getType(entity.name);
    if (!isObjectType(type) || resolvers[entity.name]?.__resolveReference === undefined) continue;
    // A resolver of its own decides who sees the column.
    if (type.getFields()[property]?.resolve) continue;
    const find = ({ id }: { id: string }, _: unknown, { loaders }: PublishingContext) =>
      loaders.column(entity, property).load(id);
    resolvers[entity.name] = { ...resolvers[entity.name], [property]: find };
  }
  for (const entity of markedEntities()) {
    const type = schema.getType(entity.name);
    const field = isObjectType(type) ? type.getFields().synthetic : undefined;
    if (!field || field.resolve) continue;
    resolvers[entity.name] = {
      ...resolvers[entity.name],
      synthetic: (row: object, _: unknown, context: PublishingContext) => isSynthetic(context, entity, row),
    };
  }
  const typeDefs = parse(`${header}\n${printSchemaWithDirectives(schema)}`);
  const guarded = guard(buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]), domain.rules, options);
  return countLists(nullIsDefault(recordMutations(guarded)));
}

function findById(entity: EntityClass<{ id: string }>) {
  return ({ id }: { id: string }, { loaders }: PublishingContext) => loaders.byId(entity).load(id);
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
