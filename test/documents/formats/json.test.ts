import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Issue } from '../../../subgraphs/kit/graphql/issue.js';
import { readRows } from './read-rows.js';

describe('a table as JSON', () => {
  it.each<[string, string, [texts: string[], place: [row: number, line: number | null]][]]>([
    [
      'is a list of objects: their fields are the columns',
      '[{"Имя": "Сад", "ИНН": "07"},\n {"Имя": "Ясли", "ИНН": "08"}]',
      [
        [
          ['Имя', 'ИНН'],
          [0, null],
        ],
        [
          ['Сад', '07'],
          [1, 1],
        ],
        [
          ['Ясли', '08'],
          [2, 2],
        ],
      ],
    ],
    [
      'may stand in an object, and begin with a byte order mark',
      '\ufeff{\n"rows": [{"Имя": "Сад"}]}',
      [
        [['Имя'], [0, null]],
        [['Сад'], [1, 2]],
      ],
    ],
    [
      'may leave fields out, and give them in any order; objects without a value count and are no rows',
      '[{"Имя": "Сад"}, {}, {"Имя": null, "ИНН": ""}, {"ИНН": "1", "Имя": "Ясли"}]',
      [
        [
          ['Имя', 'ИНН'],
          [0, null],
        ],
        [['Сад'], [1, 1]],
        [
          ['Ясли', '1'],
          [4, 1],
        ],
      ],
    ],
    [
      'keeps every digit of a number, and prints it without an exponent',
      '[{"a": 12345678901234567890.123456789012345678901234567890, "b": 1027700132195, "c": 1.5e3, "d": -2.50, "e": 1E-7, "f": true}]',
      [
        [
          ['a', 'b', 'c', 'd', 'e', 'f'],
          [0, null],
        ],
        [
          [
            '12345678901234567890.123456789012345678901234567890',
            '1027700132195',
            '1500',
            '-2.50',
            '0.0000001',
            'ИСТИНА',
          ],
          [1, 1],
        ],
      ],
    ],
    [
      'may have fields with the names of what every object has',
      '[{"__proto__": "a", "constructor": "b", "toString": "c"}]',
      [
        [
          ['__proto__', 'constructor', 'toString'],
          [0, null],
        ],
        [
          ['a', 'b', 'c'],
          [1, 1],
        ],
      ],
    ],
  ])('%s', async (_, json, expected) => {
    const { rows, texts, issues } = await readRows('a.json', Buffer.from(json));
    expect(issues).toEqual([]);
    expect(rows!.map(({ row, line }, i) => [texts[i], [row, line]])).toEqual(expected);
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });

  it('tells lists, objects and repeated fields from values, as they are written', async () => {
    const json = '[{"a": [1, {"b": 2}], "c": 1, "c": "x", "d": {}, "c": 1e2}]';
    const { rows } = await readRows('a.json', Buffer.from(json));
    expect(rows![1]!.cells).toEqual([
      { kind: 'NESTED', text: '[1, {"b": 2}]' },
      { kind: 'REPEATED', text: '1, "c": "x", "c": 1e2' },
      { kind: 'NESTED', text: '{}' },
    ]);
  });

  it('says what else an object has, and does not read it', async () => {
    const json = '{"total": 2, "page": {"rows": {"x": 1}}, "items": [{"a": "1"}], "next": null}';
    const { texts, issues } = await readRows('a.json', Buffer.from(json));
    expect(texts).toEqual([['a'], ['1']]);
    const message = 'Прочитан список «items»; не прочитано: «total», «page», «next».';
    expect(issues).toEqual([expect.objectContaining({ code: 'TEXT_LEFT_OUT', severity: 'NOTICE', message })]);
  });

  it('is known by its content, whatever it is called; CSV in brackets is none', async () => {
    const { texts, issues } = await readRows('a.csv', Buffer.from('[{"a": "1"}]'));
    expect(texts).toEqual([['a'], ['1']]);
    expect(issues).toEqual([expect.objectContaining({ code: 'FILE_FORMAT', severity: 'NOTICE', text: 'a.csv' })]);
    expect((await readRows('a.csv', Buffer.from('[a];{b}\n1;2\n'))).texts).toEqual([
      ['[a]', '{b}'],
      ['1', '2'],
    ]);
  });
});

describe('JSON that cannot be read gives one error at its place', () => {
  const deep = (sign: string) => `[{"a": ${sign.repeat(100_000)}`;
  it.each<[string, string | Buffer, Partial<Issue>]>([
    ['cut in the middle', '[{"a": 1},\n {"b', { code: 'FILE_BROKEN', line: 2, column: 3 }],
    ['with a comma too many', '[{"a": 1},\n]', { code: 'FILE_BROKEN', line: 2, column: 1 }],
    ['with a comma too few', '[{"a": 1}\n{"a": 1}]', { code: 'FILE_BROKEN', line: 2, column: 1 }],
    ['with a note', '[\n/* */ {"a": 1}]', { code: 'FILE_BROKEN', line: 2, column: 1 }],
    ['with a name without quotes', '[{"a": 1, b: 2}]', { code: 'FILE_BROKEN', line: 1, column: 11 }],
    ['with a number that JSON has not', '[{"a": NaN}]', { code: 'FILE_BROKEN', line: 1, column: 8 }],
    ['with a control character in a text', '[{"a": "1\n2"}]', { code: 'FILE_BROKEN', line: 1 }],
    ['with something behind it', '[{"a": 1}]\n[]', { code: 'FILE_BROKEN', line: 2, column: 1 }],
    [
      'with a NUL',
      '[{"a": 1},\n {"a": "\\u0000"}]',
      { code: 'CHARACTER_INVALID', row: 2, line: 2, column: 8, field: 'a' },
    ],
    [
      'with half a character',
      '[{"a": "\\ud800"}]',
      { code: 'CHARACTER_INVALID', row: 1, line: 1, column: 8, field: 'a' },
    ],
    ['with half a character in a name', '[{"\\udfff": 1}]', { code: 'CHARACTER_INVALID', row: 1, line: 1, column: 3 }],
    ['of values that are no objects', '[{"a": 1}, 2]', { code: 'FILE_FORMAT', row: 2, line: 1, column: 12 }],
    ['of lists', '[["a"], ["1"]]', { code: 'FILE_FORMAT', row: 1, line: 1, column: 2 }],
    ['that is one object', '{"a": 1, "b": {"rows": [{"a": 1}]}}', { code: 'FILE_FORMAT' }],
    ['with two lists', '{"a": [{"a": 1}],\n "b": [{"a": 1}]}', { code: 'FILE_FORMAT', line: 2, column: 7 }],
    ['with an empty list', '[]', { code: 'NOTHING_READ' }],
    ['of 100 000 lists inside each other', deep('['), { code: 'FILE_TOO_LARGE', line: 1, column: 26 }],
    ['of 100 000 objects inside each other', deep('{"a":'), { code: 'FILE_TOO_LARGE', line: 1 }],
    [
      'with 301 fields',
      `[{${Array.from({ length: 301 }, (_, i) => `"${i}": 1`)}}]`,
      { code: 'FILE_TOO_LARGE', row: 1 },
    ],
    ['with a value of 2 MB', `[{"a": "${'a'.repeat(2 << 20)}"}]`, { code: 'FILE_TOO_LARGE', row: 1, field: 'a' }],
    ['of 250 000 objects', `[${'{"a":1},'.repeat(250_000)}{}]`, { code: 'FILE_TOO_LARGE', row: 200_001 }],
    ['in UTF-16', Buffer.from('\ufeff[{"a": 1}]', 'utf16le'), { code: 'ENCODING_UNKNOWN' }],
    [
      'in windows-1251',
      Buffer.concat([Buffer.from('[{"a":\n"'), Buffer.from([0xd1, 0xe0, 0xe4]), Buffer.from('"}]')]),
      { code: 'ENCODING_UNKNOWN', line: 2 },
    ],
  ])('%s', async (_, json, expected) => {
    const { rows, issues } = await readRows('a.json', Buffer.from(json as string));
    expect(rows).toBeNull();
    expect(issues).toEqual([expect.objectContaining({ severity: 'ERROR', ...expected })]);
  });
});

describe('JSON of any objects', () => {
  const scalar = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const records = fc.array(fc.dictionary(fc.string({ minLength: 1 }), scalar, { maxKeys: 5 }), {
    minLength: 1,
    maxLength: 8,
  });

  it('reads as JSON.parse reads it', async () => {
    await fc.assert(
      fc.asyncProperty(records, fc.constantFrom(undefined, 1, '\t'), async (list, indent) => {
        const json = JSON.stringify(list, null, indent);
        fc.pre(!/\\u0000|\\ud[89a-f]/.test(json));
        const { rows, texts } = await readRows('a.json', Buffer.from(json));
        const [names = [], ...read] = texts;
        expect(new Set(names)).toEqual(new Set(list.flatMap(Object.keys)));
        const given = list.map((item) => names.map((name) => textOf(Object.hasOwn(item, name) ? item[name] : null)));
        const padded = read.map((row) => names.map((_, i) => row[i] ?? ''));
        const isGiven = (row: string[]) => row.some((text) => text.trim() !== '');
        expect(
          padded.map((row, i) =>
            row.map((text, j) => (rows![i + 1]!.cells[j]?.kind === 'NUMBER' ? String(Number(text)) : text)),
          ),
        ).toEqual(given.filter(isGiven));
      }),
    );
  });

  it('with any sign changed, is refused where JSON.parse refuses it, and nowhere else', async () => {
    const sign = fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '0', '1', '-', '.', 'e', ' ', '\n', 't', '\\', 'я');
    await fc.assert(
      fc.asyncProperty(records, fc.nat(), sign, async (list, at, other) => {
        const json = JSON.stringify([{ x: 'y' }, ...list]);
        const place = 1 + (at % (json.length - 1));
        const changed = json.slice(0, place) + other + json.slice(place + 1);
        const { issues } = await readRows('a.json', Buffer.from(changed));
        const isBroken = issues.some(
          // A sign that no text may have is told before what is broken behind it.
          ({ code, line, column }) =>
            /^(FILE_BROKEN|CHARACTER_INVALID)$/.test(code) && line !== null && column !== null,
        );
        expect([changed, isBroken]).toEqual([
          changed,
          (!parses(changed) || issues.some(({ code }) => code === 'CHARACTER_INVALID')) &&
            !issues.some(({ code }) => code === 'FILE_FORMAT'),
        ]);
      }),
      { numRuns: 500 },
    );
  });
});

function textOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'ИСТИНА' : 'ЛОЖЬ';
  return value === null ? '' : String(value);
}

function parses(json: string): boolean {
  try {
    JSON.parse(json);
    return true;
  } catch {
    return false;
  }
}
