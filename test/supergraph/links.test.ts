import { describe, expect, it } from '@jest/globals';
import { printSchema } from 'graphql';
import { readSupergraph } from '../../gateway/supergraph/schema/supergraph-schema.js';

const spec = 'https://specs.apollo.dev';
const join = `@link(url: "${spec}/join/v0.5", for: EXECUTION)`;

/** A supergraph as composers write one, with these links beside those of every supergraph. */
function supergraph(links: string, { hidden = 'inaccessible', argument = '', first = join } = {}): string {
  return /* GraphQL */ `
    schema @link(url: "${spec}/link/v1.0") ${first} ${links} { query: Query }
    directive @join__graph(name: String!, url: String!) on ENUM_VALUE
    directive @join__field(graph: join__Graph, contextArguments: [join__ContextArgument!]) repeatable on FIELD_DEFINITION
    directive @join__type(graph: join__Graph!, key: String) repeatable on OBJECT
    directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
    directive @${hidden} on FIELD_DEFINITION | OBJECT
    enum join__Graph { A @join__graph(name: "a", url: "http://a.invalid") }
    enum link__Purpose { SECURITY EXECUTION }
    scalar link__Import
    input join__ContextArgument { name: String!, type: String!, context: String!, selection: String! }
    type Query @join__type(graph: A) {
      open: Int
      greeting(locale: String): String @join__field(graph: A ${argument})
      secret: Int @${hidden}
      vault: Vault @${hidden}
    }
    type Vault @join__type(graph: A) @${hidden} { gold: Int }
  `;
}

describe('What a supergraph links to', () => {
  it.each([
    [`@link(url: "${spec}/authenticated/v0.1", for: SECURITY)`, `${spec}/authenticated/v0.1 (for SECURITY)`],
    [`@link(url: "${spec}/requiresScopes/v0.1", for: SECURITY)`, `${spec}/requiresScopes/v0.1 (for SECURITY)`],
    [`@link(url: "${spec}/policy/v0.1", as: "guard", for: SECURITY)`, `${spec}/policy/v0.1 (for SECURITY)`],
    [`@link(url: "${spec}/context/v0.1", for: SECURITY)`, `${spec}/context/v0.1 (for SECURITY)`],
    [`@link(url: "${spec}/connect/v0.2", for: EXECUTION)`, `${spec}/connect/v0.2 (for EXECUTION)`],
    [`@link(url: "${spec}/inaccessible/v0.9", for: SECURITY)`, `${spec}/inaccessible/v0.9 (for SECURITY)`],
    [
      '@link(url: "https://else.example/inaccessible/v0.2", for: SECURITY)',
      'https://else.example/inaccessible/v0.2 (for',
    ],
    ['@link(url: "https://else.example/masking", for: EXECUTION)', 'https://else.example/masking (for EXECUTION)'],
    [
      '@core(feature: "https://else.example/audit/v1.0", for: SECURITY)',
      'https://else.example/audit/v1.0 (for SECURITY)',
    ],
  ])('refuses the start where it is not executed: %s', (links, names) => {
    expect(() => readSupergraph(supergraph(links))).toThrow(`the supergraph needs ${names}`);
  });

  it('is named whole, with the fields whose arguments come from a context', () => {
    const argument = ', contextArguments: [{ context: "a__user", name: "locale", type: "String", selection: "{ l }" }]';
    const links = `@link(url: "${spec}/policy/v0.1", for: SECURITY) @link(url: "${spec}/rate/v0.1", for: EXECUTION)`;
    expect(() => readSupergraph(supergraph(links, { argument }))).toThrow(
      `the supergraph needs ${spec}/policy/v0.1 (for SECURITY), ${spec}/rate/v0.1 (for EXECUTION), @fromContext at greeting.`,
    );
    expect(() => readSupergraph(supergraph('', { argument }))).toThrow(
      'the supergraph needs @fromContext at greeting.',
    );
  });

  it('is refused in a later version of joining, whose rules may be others', () => {
    const first = `@link(url: "${spec}/join/v0.9", for: EXECUTION)`;
    expect(() => readSupergraph(supergraph('', { first }))).toThrow(`needs ${spec}/join/v0.9 (for EXECUTION)`);
  });

  it.each([
    ['what only describes', `@link(url: "${spec}/tag/v0.3") @link(url: "${spec}/cost/v0.1", import: ["@listSize"])`],
    ['a feature of its own', '@link(url: "https://else.example/unit/v1.0", import: ["@unit"])'],
    ['hiding', `@link(url: "${spec}/inaccessible/v0.2", for: SECURITY)`],
  ])('may be %s', (_, links) => {
    expect(printSchema(readSupergraph(supergraph(links)).publicSchema)).toContain('open: Int');
  });

  it.each([
    ['by its own name', '', 'inaccessible'],
    ['imported by its own name', 'import: ["@inaccessible"]', 'inaccessible'],
    ['imported under another name', 'import: [{ name: "@inaccessible", as: "@private" }]', 'private'],
    ['under a prefix of another name', 'as: "hide"', 'hide'],
    ['within the namespace', 'as: "hide"', 'hide__inaccessible'],
  ])('hides what it says is inaccessible: %s', (_, more, hidden) => {
    const links = `@link(url: "${spec}/inaccessible/v0.2", for: SECURITY, ${more})`;
    expect(printSchema(readSupergraph(supergraph(links, { hidden })).publicSchema)).toBe(
      'type Query {\n  open: Int\n  greeting(locale: String): String\n}',
    );
  });
});
