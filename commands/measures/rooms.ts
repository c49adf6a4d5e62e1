/** A folder (or file) of the house with what it stands on. `ARCHITECTURE.md` draws the same. */
export interface Room {
  /** Its path; of two that hold a file the longer one counts. */
  readonly at: string;
  /** The rooms below it that its files may import; each is declared before it. */
  readonly on: readonly string[];
  /** Packages that its files must do without. */
  readonly withoutPackages?: readonly string[];
  /** Words that must not stand in its files, comments included. */
  readonly withoutWords?: RegExp;
  /** Whether it may import what lies behind the door (`index.ts`) of another room. */
  readonly looksInside?: boolean;
}

const hub = ['plan', 'upstream', 'merge', 'subscriptions'].map((room) => `gateway/hub/${room}`);
/** Rooms of documents, each with the rooms of its own from the ground up. */
const documents: readonly (readonly [room: string, inner: readonly string[]])[] = [
  ['lists', []],
  ['vocabulary', []],
  ['words', []],
  ['formats', ['issues', 'rows', 'office', 'text', 'csv', 'json', 'docx', 'xlsx']],
  ['deadlines', ['model', 'lexer', 'grammar', 'meaning']],
  [
    'acts',
    [
      ...['model', 'text', 'recognition', 'persons', 'citations', 'clauses'],
      ...['tables', 'attachments', 'orders', 'plans', 'programmes', 'checks'],
    ],
  ],
  ['parties', ['language', 'names', 'phrases', 'register']],
];
/** Packages of those who serve or store what documents say. */
const servers = [
  ...['graphql', 'type-graphql', 'dataloader', '@apollo/server', '@apollo/subgraph', '@graphql-tools/utils'],
  ...['@mikro-orm/core', '@mikro-orm/decorators', '@mikro-orm/migrations', '@mikro-orm/postgresql', 'kysely', 'pg'],
  ...['undici', 'pino'],
];
// The supergraph's reader knows the schema that a hub's clients see; the hub plans nothing of its own by it.
const belowHub = ['schema', 'gateway/http', 'gateway/supergraph', 'gateway/hub/values.ts'];
const kit = ['database-defaults.ts', 'database', 'graphql', 'search', 'publishing', 'import', 'subgraph'].map(
  (room) => `subgraphs/kit/${room}`,
);
const domains = ['institutions', 'indicators', 'monitoring', 'action-plans'].map((room) => `subgraphs/${room}`);
const gateway = ['schema', 'gateway/http', 'gateway/supergraph', 'gateway/hub/values.ts', 'gateway/hub', ...hub];
const subgraphs = ['subgraphs/documents', ...kit, ...domains, 'subgraphs/domains.ts'];
const instance = ['subgraphs/instance-options.ts', 'subgraphs/instance.ts'];

const documentRoom = (room: string) => `subgraphs/documents/${room}`;
const documentRooms: readonly Room[] = documents.flatMap(([room, inner], floor) => {
  const below = ['schema', ...documents.slice(0, floor).map(([name]) => documentRoom(name))];
  const within = inner.map((name) => `${documentRoom(room)}/${name}`);
  return [
    ...within.map((at, i) => ({ at, on: [...below, ...within.slice(0, i)], withoutPackages: servers })),
    { at: documentRoom(room), on: [...below, ...within], withoutPackages: servers },
  ];
});

/** From the ground up. */
export const rooms: readonly Room[] = [
  { at: 'schema', on: [] },

  { at: 'gateway/http', on: ['schema'] },
  {
    at: 'gateway/supergraph',
    on: ['schema'],
    // It serves any Federation 2 supergraph.
    withoutWords:
      /municipal\w*|\bowners?\b|preschool|institutions?\b|Kizel|Krasnodar|Kemerovo|Volgograd|Petrozavodsk/gi,
  },
  { at: 'gateway/hub/values.ts', on: [] },
  ...hub.map((at, floor) => ({ at, on: [...belowHub, ...hub.slice(0, floor)] })),
  { at: 'gateway/hub', on: [...belowHub, ...hub] },

  // From bytes to what was read: it must run in a worker and be tested alone.
  ...documentRooms,
  {
    at: 'subgraphs/documents',
    on: ['schema', ...documents.map(([room]) => documentRoom(room))],
    withoutPackages: servers,
  },
  ...kit.map((at, floor) => ({ at, on: ['schema', 'subgraphs/documents', ...kit.slice(0, floor)] })),
  ...domains.map((at, floor) => ({
    at,
    on: ['schema', 'subgraphs/documents', ...kit, ...domains.slice(0, floor)],
  })),
  { at: 'subgraphs/domains.ts', on: [...kit, ...domains] },
  { at: 'subgraphs/instance-options.ts', on: ['gateway/http', ...kit] },
  {
    at: 'subgraphs/instance.ts',
    on: [
      'schema',
      'gateway/http',
      'gateway/supergraph',
      ...kit,
      'subgraphs/domains.ts',
      'subgraphs/instance-options.ts',
    ],
  },

  { at: 'seeds', on: ['schema', 'subgraphs/documents', ...kit, ...domains, 'subgraphs/domains.ts'] },
  { at: 'commands', on: [...gateway, ...subgraphs, ...instance, 'seeds'] },
  // Measurements start the programs as the commands do. Nothing else but tests imports a command.
  { at: 'bench', on: [...gateway, ...subgraphs, ...instance, 'seeds', 'commands'] },
  {
    at: 'test',
    on: [...gateway, ...documentRooms.map(({ at }) => at), ...subgraphs, ...instance, 'seeds', 'commands', 'bench'],
    looksInside: true,
  },
];
