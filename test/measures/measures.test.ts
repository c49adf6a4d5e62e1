import { describe, expect, it } from '@jest/globals';
import { casts, nonNullAssertions } from '../../commands/measures/assertions.js';
import { importsPastDoors, strangersInRooms, upwardImports } from '../../commands/measures/boundaries.js';
import { exceeded, lowered } from '../../commands/measures/budget.js';
import { circles } from '../../commands/measures/circles.js';
import { namesWithTwoMeanings, participles } from '../../commands/measures/names.js';
import { type Room, rooms } from '../../commands/measures/rooms.js';
import { parseSource } from '../../commands/measures/source-file.js';

const house: Room[] = [
  { at: 'ground', on: [], withoutPackages: ['graphql'], withoutWords: /\bowner\b/g },
  { at: 'ground/cellar', on: [] },
  { at: 'roof', on: ['ground'] },
  { at: 'sky', on: ['ground', 'roof'], looksInside: true },
];
const sourcesOf = (files: Record<string, string>) =>
  Object.entries(files).map(([path, text]) => parseSource(path, text));

describe('Files that import each other in a circle', () => {
  it.each([
    ['two of them', { 'a.ts': `import './b.js';`, 'b.ts': `import './a.js';` }, [['a.ts', 'b.ts']]],
    [
      'by types alone',
      { 'a.ts': `import type { B } from './b.js';`, 'b.ts': `export type { A } from './a.js';` },
      [['a.ts', 'b.ts']],
    ],
    ['by a late import', { 'a.ts': `await import('./b.js');`, 'b.ts': `import './a.js';` }, [['a.ts', 'b.ts']]],
    [
      'over a third',
      { 'a.ts': `import './b.js';`, 'b.ts': `import './c.js';`, 'c.ts': `import './a.js';` },
      [['a.ts', 'b.ts', 'c.ts']],
    ],
    [
      'none: two ways lead to one file',
      { 'a.ts': `import './b.js'; import './c.js';`, 'b.ts': `import './c.js';`, 'c.ts': '' },
      [],
    ],
  ])('are told: %s', (_, files, expected) => {
    expect(circles(sourcesOf(files))).toEqual(expected);
  });
});

describe('An import', () => {
  const files = { 'ground/index.ts': '', 'ground/a.ts': '', 'ground/cellar/b.ts': '', 'roof/r.ts': '' };
  it.each([
    ['of a room below', 'roof/x.ts', '../ground/index.js', 0, 0],
    ['of a room above', 'ground/x.ts', '../roof/r.js', 1, 0],
    ['of a room inside another, which is a room of its own', 'ground/x.ts', './cellar/b.js', 1, 0],
    ['past the door', 'roof/x.ts', '../ground/a.js', 0, 1],
    ['past the door by who may look inside', 'sky/x.ts', '../ground/a.js', 0, 0],
    ['in the same room', 'ground/x.ts', './a.js', 0, 0],
  ])('%s is told by the boundaries', (_, path, target, upward, past) => {
    const sources = sourcesOf({ ...files, [path]: `import type { A } from '${target}';` });
    expect([upwardImports(sources, house).length, importsPastDoors(sources, house).length]).toEqual([upward, past]);
  });

  it('in a file of no room is told', () => {
    expect(upwardImports(sourcesOf({ 'shed/x.ts': '' }), house)).toEqual([
      expect.stringMatching(/^shed\/x\.ts lies in no/),
    ]);
  });
});

it('Packages and words that a room does without are told with their lines', () => {
  const text = `import { parse } from 'graphql';\n// The owner of it.\nexport const ownership = parse('{ a }');`;
  expect(strangersInRooms(sourcesOf({ 'ground/x.ts': text, 'roof/x.ts': text }), house)).toEqual([
    'ground/x.ts:1 imports graphql',
    'ground/x.ts:2 says «owner»',
  ]);
});

describe('The rooms of this house', () => {
  it.each(rooms.map((room, floor) => [room.at, room, floor] as const))(
    '%s stands on rooms below it alone',
    (_, room, floor) => {
      const below = rooms.slice(0, floor).map(({ at }) => at);
      expect(room.on.filter((at) => !below.includes(at))).toEqual([]);
    },
  );
});

describe('Names', () => {
  it('that two files declare are told, not those that a door passes on', () => {
    const files = {
      'a.ts': `export interface Owner { a: 1 }\nexport const list = [];`,
      'b.ts': `interface Owner { b: 2 }\nconst list = [];\nexport { type Owner, list };`,
      'index.ts': `export { type Owner } from './a.js';`,
      'entity-references.ts': `export class Owner {}\nexport class Act {}`,
      'act.ts': `export class Act {}`,
    };
    expect(namesWithTwoMeanings(sourcesOf(files), new Set(['list']))).toEqual(['Owner: a.ts, b.ts']);
  });

  it('of variables and parameters that are participles are told', () => {
    const text = `const found = 1;
      function f(known: number, { of: meant, ...kept }: any, [said = 1]: any) { return (held) => ({ told: known }); }
      class A { constructor(private asked: number) {} left = 1; }
      const knownOwners = 1;`;
    expect(participles(parseSource('a.ts', text)).map((place) => place.split(' ')[1])).toEqual([
      'found',
      'known',
      'meant',
      'kept',
      'said',
      'held',
      'asked',
    ]);
  });
});

describe('Assertions', () => {
  const text = `const a = b!.c;
    // biome-ignore lint/style/noNonNullAssertion: The list was checked above.
    const d = e!;
    // biome-ignore lint/style/noNonNullAssertion:
    const f = g!;
    // Not null: It was set a line ago.
    const f2 = g!;
    class H { i!: number }
    const j = k as string;
    const l = ['m'] as const;
    // biome-ignore lint/plugin: The driver gives text.
    const n = o as unknown as string;
    const p = q as unknown as string;
    // Cast: The keys are all there are.
    const r = s as string;`;
  const source = parseSource('a.ts', text);

  it('of «not null» count unless a reason stands above', () => {
    expect(nonNullAssertions(source)).toEqual(['a.ts:1', 'a.ts:5']);
  });

  it('of a type count unless a reason stands above; «as const» is none', () => {
    expect(casts(source)).toEqual(['a.ts:9', 'a.ts:13', 'a.ts:13']);
  });
});

describe('The budget', () => {
  const measures = [
    { name: 'circles', places: [] },
    { name: 'casts', places: ['a.ts:1', 'a.ts:2'] },
  ];
  it.each([
    [{}, ['casts'], {}],
    [{ casts: 1 }, ['casts'], { casts: 1 }],
    [{ casts: 2 }, [], { casts: 2 }],
    [{ casts: 3, circles: 1, gone: 7 }, [], { casts: 2 }],
  ])('%j lets pass what it allows, and only falls', (budget, over, after) => {
    expect(exceeded(measures, budget).map(({ name }) => name)).toEqual(over);
    expect(lowered(measures, budget)).toEqual(after);
  });
});
