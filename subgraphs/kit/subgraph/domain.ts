import type { EntityClass, MigrationObject } from '@mikro-orm/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { NonEmptyArray } from 'type-graphql';
import type { ReferenceColumns } from '../database/index.js';
import type { Rules } from '../graphql/index.js';
import { type PublishedKind, type PublishHook, type PublishingContext, withHook } from '../publishing/index.js';

// biome-ignore lint/complexity/noBannedTypes: type-graphql itself takes classes as functions.
type ResolverClass = Function;

/** One domain: what a subgraph writes that is special to it. */
export interface Domain {
  /** Name of the subgraph, of its folder and, with `_` for `-`, of its PostgreSQL schema. */
  name: string;
  /** What people call it, in Russian. */
  label: string;
  entities: readonly EntityClass<object>[];
  migrations: readonly MigrationObject[];
  resolvers: NonEmptyArray<ResolverClass>;
  /** Types that no root field reaches but other subgraphs do. */
  orphans?: readonly ResolverClass[];
  /** How a router finds this subgraph's entities by their key, where that is not by the id of a row: type name → finder. */
  references?: Readonly<Record<string, (reference: never, context: PublishingContext) => unknown>>;
  /** Kinds of global ids whose things live here. */
  idKinds: Readonly<Record<string, EntityClass<{ id: string }>>>;
  /** Kinds of things that are no rows of a table of their own, and how each is found as the caller may see it. */
  finders?: Readonly<Record<string, (id: string, context: PublishingContext) => Promise<object | null>>>;
  /** Columns by which its rows name things of other publications, by the kind of their ids. */
  referenceColumns?: ReferenceColumns;
  /** What owners publish to fill it. */
  publishes?: readonly PublishedKind[];
  /** What follows here, in the same change, when a kind of another domain is published or withdrawn: by name of the kind. */
  hooks?: Readonly<Record<string, PublishHook>>;
  /** Makes anew, at the start of an instance, what migrations have noted as not being what this program would make. */
  catchUp?(orm: MikroORM): Promise<void>;
  rules: Rules;
}

/** All kinds of files that owners publish, by name, with what follows from each in other domains. */
export function publishedKinds(domains: readonly Domain[]): ReadonlyMap<string, PublishedKind> {
  const kinds = domains.flatMap(({ publishes = [] }) => publishes);
  const followed = (kind: PublishedKind) =>
    domains.flatMap(({ hooks }) => hooks?.[kind.name] ?? []).reduce(withHook, kind);
  return new Map(kinds.map((kind) => [kind.name, followed(kind)]));
}
