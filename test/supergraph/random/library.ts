import { type ConstDirectiveNode, Kind, parse } from 'graphql';
import type { Subgraph } from '../federation.js';
import { type Row, rows, type To, to } from './library-rows.js';

/**
 * A schema that uses what makes federation hard: an entity interface known to one subgraph as @interfaceObject, a
 * union, @requires with and without arguments, @provides, @override, compound, nested and several keys, types that
 * are nullable in one subgraph and not in another, interfaces that are no entities, lists of lists.
 */
const typeDefs = {
  catalog: /* GraphQL */ `
    type Query {
      items(first: Int = 3): [Item!]!
      item(id: ID!): Item
      things(kinds: [String!]): [Thing]
      node(id: ID!): Node
      grid: [[Item]!]!
    }
    interface Node { id: ID! label: String! }
    interface Item @key(fields: "id") { id: ID! title: String rank: Int! maker: Person }
    enum Unit { G KG }
    union Thing = Book | Film | Person
    type Book implements Item & Node @key(fields: "id") {
      id: ID! label: String! title: String rank: Int! maker: Person pages: Int weight(unit: Unit! = G): Float sequel: Book
    }
    type Film implements Item & Node @key(fields: "id") {
      id: ID! label: String! title: String rank: Int! maker: Person minutes: Int! weight(unit: Unit! = G): Float cast: [Person!]
    }
    type Person @key(fields: "id") { id: ID! credits(first: Int): [Item!]! }
  `,
  people: /* GraphQL */ `
    type Query { people: [Person!]! person(id: ID!): Person me: Person! nodes: [Node]! }
    interface Node { id: ID! label: String! }
    type Person implements Node @key(fields: "id") @key(fields: "email") {
      id: ID! label: String! email: String! name: String age: Int! @shareable friends(first: Int): [Person!]!
      best: Person address: Address @shareable home: Place!
    }
    type Address @shareable { city: String zip: String! }
    type Place @key(fields: "region { code } name") { region: Region! name: String! }
    type Region @shareable { code: String! }
  `,
  geo: /* GraphQL */ `
    type Query { places: [Place] }
    type Place @key(fields: "region { code } name") {
      region: Region! name: String! population: Int zone: String! twin: Place visitors: [Person]
    }
    type Region @shareable { code: String! }
    type Person @key(fields: "email") { email: String! zone: String }
  `,
  reviews: /* GraphQL */ `
    type Query { reviews(min: Int = 0): [Review!]! top: Review bestItem: Item target(id: ID!): Target }
    union Target = Review | Person
    type Item @interfaceObject @key(fields: "id") { id: ID! score(scale: Int! = 10): Float reviews(first: Int): [Review!]! }
    type Review @key(fields: "id") {
      id: ID! text(upper: Boolean): String stars: Int! author: Person! @provides(fields: "name") subject: Item
    }
    type Person @key(fields: "id") { id: ID! name: String @external reviews: [Review]! }
  `,
  stock: /* GraphQL */ `
    type Query { copies: [Copy!]! books: [Book] }
    enum Unit { G KG }
    enum State { NEW WORN }
    interface Item { id: ID! }
    type Book implements Item @key(fields: "id") {
      id: ID!
      weight(unit: Unit! = G): Float @external
      shipping(express: Boolean = false): Float @requires(fields: "weight(unit: KG)")
      pages: Int @override(from: "catalog")
      copies: [Copy!]!
    }
    type Film implements Item @key(fields: "id") {
      id: ID!
      title: String @external
      minutes: Int! @external
      sticker: String @requires(fields: "title minutes")
    }
    type Copy @key(fields: "id") { id: ID! item: Item! place: Place state: State owner: Person }
    type Place @key(fields: "region { code } name", resolvable: false) { region: Region! name: String! }
    type Region @shareable { code: String! }
    type Person @key(fields: "id") { id: ID! age: Int @shareable copies: [Copy] address: Address @shareable }
    type Address @shareable { city: String zip: String! }
  `,
};

type Arguments = Record<string, unknown>;
type Compute = (row: Row, args: Arguments) => unknown;

const byId =
  (...names: string[]): Compute =>
  (_, { id }) =>
    ofType(...names).some(({ row }) => row === id) ? to(String(id)) : null;
const weigh: Compute = ({ grams }, { unit }) =>
  grams === null ? null : (grams as number) / (unit === 'KG' ? 1000 : 1);
const ofType = (...names: string[]) => [...rows.values()].filter(({ type }) => names.includes(type));
const firstOf =
  (field: string): Compute =>
  (row, { first }) =>
    typeof first === 'number' ? (row[field] as unknown[]).slice(0, Math.max(0, first)) : row[field];

/** Fields that are more than a value of their row. */
const computed: Record<string, Compute> = {
  'Query.items': (_, { first }) =>
    ofType('Book', 'Film')
      .slice(0, Math.max(0, (first as number | null) ?? 9))
      .map(({ row }) => to(row)),
  'Query.item': byId('Book', 'Film'),
  'Query.node': byId('Book', 'Film'),
  'Query.person': byId('Person'),
  'Query.target': byId('Review', 'Person'),
  'Query.things': (_, { kinds }) =>
    ofType(...((kinds as string[] | null) ?? ['Film', 'Book', 'Person'])).map(({ row }) => to(row)),
  'Query.reviews': (_, { min }) =>
    ofType('Review')
      .filter(({ stars }) => (stars as number) >= ((min as number | null) ?? 0))
      .map(({ row }) => to(row)),
  'Person.friends': firstOf('friends'),
  'Person.credits': firstOf('credits'),
  'Book.reviews': firstOf('reviews'),
  'Film.reviews': firstOf('reviews'),
  'Book.weight': weigh,
  'Film.weight': weigh,
  'Book.score': ({ score }, { scale }) => score && (score as number) * (scale as number),
  'Film.score': ({ score }, { scale }) => score && (score as number) * (scale as number),
  'Review.text': ({ text }, { upper }) => (upper && text ? String(text).toUpperCase() : text),
  'Book.shipping': (row, { express }) => {
    const weight = required(row, 'weight') ?? weigh(row, { unit: 'KG' });
    return weight === null ? null : (weight as number) * (express ? 20 : 10);
  },
  'Film.sticker': (row) => `${required(row, 'title') ?? row.title} (${required(row, 'minutes') ?? row.minutes})`,
};

function required({ given, row }: Row, field: string): unknown {
  if (given && !(field in given)) throw new Error(`${field} of ${row} was required and not given`);
  return given?.[field];
}

/**
 * Fields that never fail: those on which plans rest, since what the client does not ask for would fail behind its
 * back; and one that only some subgraphs call non-null, where a failure reaches further in those.
 */
const sound = new Set(
  ['id', 'email', 'region', 'code', 'weight', 'minutes', 'title', 'name', 'age'].flatMap((name) =>
    name === 'name'
      ? ['Place.name']
      : ['Book', 'Film', 'Person', 'Place', 'Region', 'Review', 'Copy'].map((type) => `${type}.${name}`),
  ),
);

const neverNull = new Set(
  Object.values(typeDefs).flatMap((text) =>
    parse(text).definitions.flatMap((definition) => {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
      const types = definition.name.value === 'Item' ? ['Book', 'Film'] : [definition.name.value];
      const fields = (definition.fields ?? []).filter(({ type }) => type.kind === Kind.NON_NULL_TYPE);
      return types.flatMap((type) => fields.map(({ name }) => `${type}.${name.value}`));
    }),
  ),
);

/** Which fields fail: the same in every subgraph and in the merged schema. */
export interface Faults {
  seed: number;
  /** Shares of all fields of all rows. */
  errors: number;
  nulls: number;
  /** Spare fields that are never null, so that no null moves up. */
  nullableOnly: boolean;
}

/** Answers any field of any row, in a subgraph as in the merged schema. */
export function resolve(row: Row, field: string, args: Arguments, { faults }: { faults?: Faults }): unknown {
  const coordinate = `${row.type}.${field}`;
  if (faults && !sound.has(coordinate) && !(faults.nullableOnly && neverNull.has(coordinate))) {
    const draw = hash(`${faults.seed} ${row.row} ${field}`);
    if (draw < faults.errors) throw new Error(`${field} of ${row.row} failed`);
    if (draw < faults.errors + faults.nulls) return null;
  }
  return follow((computed[coordinate] ?? ((each) => each[field]))(row, args));
}

export const rootRow = () => rows.get('query')!;

function follow(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(follow);
  return value && typeof value === 'object' && 'to' in value ? rows.get(String(value.to)) : value;
}

function hash(text: string): number {
  let h = 2166136261;
  for (let at = 0; at < text.length; at++) h = Math.imul(h ^ text.charCodeAt(at), 16777619);
  h = Math.imul(h ^ (h >>> 15), 2246822507);
  return ((h ^ (h >>> 13)) >>> 0) / 2 ** 32;
}

/** The five subgraphs, each answering the fields that it declares. */
export const library: Record<string, Subgraph> = Object.fromEntries(
  Object.entries(typeDefs).map(([name, text]) => [name, { typeDefs: text, resolvers: resolversOf(text) }]),
);

function resolversOf(text: string) {
  const resolvers: Record<string, Record<string, unknown>> = {};
  for (const definition of parse(text).definitions) {
    if (definition.kind === Kind.INTERFACE_TYPE_DEFINITION || definition.kind === Kind.UNION_TYPE_DEFINITION) {
      resolvers[definition.name.value] = {
        __resolveType: ({ type }: Row) => type,
        ...(has(definition.directives, 'key') ? { __resolveReference: find } : {}),
      };
    }
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const fields: Record<string, unknown> = {};
    for (const { name } of definition.fields ?? []) {
      fields[name.value] = (row: Row | undefined, args: Arguments, context: { faults?: Faults }) =>
        resolve(row ?? rootRow(), name.value, args, context);
    }
    const requires = (definition.fields ?? []).some(({ directives }) => has(directives, 'requires'));
    if (has(definition.directives, 'key')) {
      fields.__resolveReference = (reference: Arguments) => ({
        ...find(reference),
        ...(requires ? { given: reference } : {}),
      });
    }
    resolvers[definition.name.value] = fields;
  }
  return resolvers;
}

function has(directives: readonly ConstDirectiveNode[] = [], name: string): boolean {
  return directives.some((directive) => directive.name.value === name);
}

function find({ id, email, region, name }: Arguments): Row | undefined {
  if (id !== undefined) return rows.get(String(id));
  if (email !== undefined) return ofType('Person').find((person) => person.email === email);
  const code = (region as Row).code;
  return ofType('Place').find((place) => place.name === name && rows.get((place.region as To).to)!.code === code);
}
