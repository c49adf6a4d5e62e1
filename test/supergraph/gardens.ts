import { HubError } from '../../schema/errors/catalogue.js';

/** What was done and looked at, in order. */
export const log: string[] = [];
export const reference = (row: object) => row;

export const subgraphs = {
  gardens: {
    typeDefs: /* GraphQL */ `
      scalar JSON
      "What grows."
      type Query {
        gardens(first: Int = 2, kind: Kind): [Garden!]!
        garden(id: ID!): Garden
        constructor: Garden
        secret: String @inaccessible
      }
      type Mutation { plant(name: String!): Planting! }
      type Planting { garden: Garden! }
      type Garden @key(fields: "id") {
        id: ID!
        name: String!
        kind: Kind
        notes: JSON
        neighbours: [Garden!]!
        favourite: Favourite
      }
      enum Kind { PARK WILD @inaccessible }
      union Favourite = Garden | Shed
      type Shed @inaccessible { id: ID! }
    `,
    resolvers: {
      Query: {
        gardens: (_: unknown, { first }: { first: number }) => ['g1', 'g2', 'g3'].slice(0, first).map((id) => ({ id })),
        garden: (_: unknown, { id }: { id: string }) => ({ id }),
        constructor: () => ({ id: 'built' }),
      },
      Mutation: {
        plant: (_: unknown, { name }: { name: string }) => {
          log.push(`plant ${name}`);
          return { garden: { id: name } };
        },
      },
      Garden: {
        __resolveReference: reference,
        name: ({ id }: { id: string }) => {
          if (id === 'failing') throw new Error('no name');
          return `garden ${id}`;
        },
        kind: ({ id }: { id: string }) => (id === 'g2' ? 'WILD' : 'PARK'),
        notes: () => JSON.parse('{"__proto__": {"x": 1}, "list": [1, {"a": null}]}'),
        neighbours: ({ id }: { id: string }) => [{ id: `${id}-left` }, { id: 'failing' }],
        favourite: ({ id }: { id: string }) => ({ __typename: id === 'g2' ? 'Shed' : 'Garden', id }),
      },
    },
  },
  weather: {
    typeDefs: /* GraphQL */ `
      type Query { season: String! }
      type Mutation { rain(mm: Int!): Int! dry: Int! }
      type Garden @key(fields: "id") { id: ID! rainfall(unit: String = "mm"): String! soil: Soil sun: Int }
      type Soil { depth: Int! kind: String }
    `,
    resolvers: {
      Query: { season: () => 'spring' },
      Mutation: {
        rain: (_: unknown, { mm }: { mm: number }) => {
          log.push(`rain ${mm}`);
          return mm;
        },
        dry: () => {
          const times = log.filter((line) => line.startsWith('dry')).length + 1;
          log.push(`dry ${times}`);
          return times;
        },
      },
      Garden: {
        __resolveReference: ({ id }: { id: string }) => {
          log.push(`look at ${id}`);
          return id === 'g3' ? null : { id };
        },
        rainfall: ({ id }: { id: string }, { unit }: { unit: string }) => `${id}: 5 ${unit}`,
        soil: () => ({}),
        sun: ({ id }: { id: string }) => {
          if (id === 'g2') throw new HubError('FORBIDDEN');
          return 8;
        },
      },
      Soil: {
        depth: () => null,
        kind: () => 'loam',
      },
    },
  },
};
