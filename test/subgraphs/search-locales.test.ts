import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seed } from '../../seeds/seed.js';
import { domains } from '../../subgraphs/domains.js';
import { type Instance, startInstance } from '../../subgraphs/instance.js';
import { migrate } from '../../subgraphs/kit/database/migrate.js';
import { openDatabase } from '../../subgraphs/kit/subgraph/open-database.js';
import { ask, owners } from '../instance.js';
import { testDatabase } from '../postgres.js';
import { accept } from '../tokens.js';

/** As PostgreSQL started here has it, as Linux distributions have it, and as a Russian server has it. */
const locales = {
  'C of the system': `locale_provider libc locale 'C'`,
  'C.UTF-8 of PostgreSQL': `locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'`,
  'Russian of ICU': `locale_provider icu icu_locale 'ru-RU' locale 'C'`,
};
type Locale = keyof typeof locales;
const [first, ...others] = Object.keys(locales) as Locale[];

const held = owners.filter(({ code }) => ['kizel', 'volgograd'].includes(code));
const instances = new Map<Locale, Instance>();
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  for (const [name, locale] of Object.entries(locales) as [Locale, string][]) {
    const database = stack.use(await testDatabase({ locale }));
    const orm = await openDatabase({ url: database.url, domains });
    await migrate(orm);
    for (const owner of held) await seed(orm, owner, 'INSTITUTIONS');
    await orm.close(true);
    const codes = held.map(({ code }) => code);
    const instance = await startInstance({ owners: codes, databaseUrl: database.url, authenticate: accept() });
    instances.set(name, stack.use(instance));
  }
}, 180_000);
afterAll(() => stack.disposeAsync());

const texts = [
  'взаимодействие с СЕМЬЁЙ',
  'дорожной карты',
  '«Детский сад»',
  'дошкольное образование',
  'N 5',
  'Ёлочка',
  'план-график',
];

const questions = [
  ...texts.map((text) => ({
    title: `what is found by «${text}»`,
    text,
    query: `query ($text: String!) {
      search(text: $text, first: 500) { totalCount edges { cursor } nodes { id kind title line excerpt { text isMatch } } }
      measures(filter: { search: $text }, first: 500) { nodes { id } }
      legalActs(filter: { search: $text }, first: 500) { nodes { id } }
      institutions(filter: { search: $text }, first: 500) { nodes { id } }
      by: measures(filter: { responsible: $text }, first: 500) { nodes { id } }
      organizations(filter: { named: $text }, first: 500) { nodes { id } }
    }`,
  })),
  ...['УО', 'управление Образования', 'Комитет образования', 'доу'].map((text) => ({
    title: `whom «${text}» means`,
    text,
    query: `query ($text: String!) {
      measures(filter: { responsible: $text }, first: 500) { totalCount nodes { id } }
      organizations(filter: { named: $text }, first: 500) { nodes { id name aliases } }
    }`,
  })),
  {
    title: 'every row in every order',
    text: '',
    query: `{
      institutions(first: 500) { nodes { id } } organizations(first: 500) { nodes { id name aliases } }
      legalActs(first: 500) { nodes { id clauses { number } basis { act { id title } } } }
      measures(first: 500) { nodes { id title areas { code } responsible { text organization { id } } } }
      due: measures(first: 500, orderBy: DUE_DESC) { nodes { id } }
    }`,
  },
];

describe(`A database with the locale ${others.join(' or ')} answers as one with ${first}`, () => {
  it.each(questions)('$title', async ({ query, text }) => {
    const answers = await Promise.all(
      [...instances].map(
        async ([name, { server }]) => [name, await ask(`${server.url}/graphql`, query, { text })] as const,
      ),
    );
    const [[, expected]] = answers as [[Locale, Awaited<ReturnType<typeof ask>>]];
    expect(expected.errors).toBeUndefined();
    for (const [name, { data, errors }] of answers)
      expect([name, errors, data]).toEqual([name, undefined, expected.data]);
  });
});
