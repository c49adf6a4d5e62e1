import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type IdentityRow,
  type KnownRow,
  matchRows,
} from '../../../subgraphs/action-plans/imports/documents/measure-identity.js';

const row = (title: string, more: Partial<IdentityRow> = {}): IdentityRow => ({
  sectionPath: ['1'],
  sectionTitle: 'Мониторинг',
  title,
  deadlineText: 'март',
  responsibleText: 'методист',
  ...more,
});
const known = (id: string, title: string, more: Partial<KnownRow> = {}): KnownRow => ({
  ...row(title),
  id,
  isCurrent: true,
  ...more,
});
const second = { sectionPath: ['2'], sectionTitle: 'Кадры' };

const cases: [title: string, before: KnownRow[], now: IdentityRow[], ids: (string | null)[]][] = [
  ['that is the same', [known('a', 'Провести мониторинг')], [row('Провести мониторинг')], ['a']],
  [
    'after one that is new',
    [known('a', 'Провести мониторинг')],
    [row('Издать сборник'), row('Провести мониторинг')],
    [null, 'a'],
  ],
  ['with another deadline', [known('a', 'Отчёт')], [row('Отчёт', { deadlineText: 'май' })], ['a']],
  ['with a typo mended', [known('a', 'Провести мониторнг качества')], [row('Провести мониторинг качества')], ['a']],
  ['with other quotes and letters', [known('a', 'Семинар "Ёлка"')], [row('СЕМИНАР «Елка»')], ['a']],
  ['that says something else', [known('a', 'Провести мониторинг')], [row('Закупить мебель')], [null]],
  [
    'of another year',
    [known('a', 'Провести мониторинг качества в 2022 году')],
    [row('Провести мониторинг качества в 2023 году')],
    [null],
  ],
  ['that moved to another section', [known('a', 'Провести мониторинг')], [row('Провести мониторинг', second)], ['a']],
  [
    'of a title that two sections have',
    [known('a', 'Отчёт'), known('b', 'Отчёт', second)],
    [row('Отчёт', second), row('Отчёт')],
    ['b', 'a'],
  ],
  [
    'of a title that moved and is not unique',
    [known('a', 'Отчёт'), known('b', 'Отчёт')],
    [row('Отчёт', second)],
    [null],
  ],
  [
    'in a section that is only numbered anew',
    [known('a', 'Отчёт'), known('b', 'Отчёт', second)],
    [
      row('Отчёт', { sectionPath: ['1'], sectionTitle: 'Новое' }),
      row('Отчёт', { sectionPath: ['2'] }),
      row('Отчёт', { ...second, sectionPath: ['3'] }),
    ],
    [null, 'a', 'b'],
  ],
  [
    'twice, told apart by the deadline',
    [known('a', 'Отчёт', { deadlineText: 'май' }), known('b', 'Отчёт')],
    [row('Отчёт'), row('Отчёт', { deadlineText: 'май' })],
    ['b', 'a'],
  ],
  [
    'twice, in order',
    [known('a', 'Отчёт'), known('b', 'Отчёт')],
    [row('Новое'), row('Отчёт'), row('Отчёт')],
    [null, 'a', 'b'],
  ],
  ['that comes back', [known('a', 'Отчёт', { isCurrent: false })], [row('Отчёт')], ['a']],
  [
    'that comes back beside one much alike',
    [known('b', 'Подготовить отчёты'), known('a', 'Подготовить отчёт', { isCurrent: false })],
    [row('Подготовить отчёт'), row('Подготовить отчёты')],
    ['a', 'b'],
  ],
  [
    'that is only much alike one that went',
    [known('a', 'Подготовить отчёты', { isCurrent: false })],
    [row('Подготовить отчёт')],
    [null],
  ],
  [
    'of which two are much alike one: the more alike has it',
    [known('a', 'Подготовить отчёты')],
    [row('Подготовить отчётыыы'), row('Подготовить отчётыы')],
    [null, 'a'],
  ],
];

describe('A row of a new version', () => {
  it.each(cases)('%s has the right id', (_, before, now, ids) => {
    expect(matchRows(before, now)).toEqual(ids);
  });

  it('of a plan that is new all over and very long is found out fast', () => {
    const before = Array.from({ length: 5000 }, (_, i) =>
      known(`k${i}`, `Прежнее мероприятие ${'абвгдежз'.repeat(5)} ${i}`),
    );
    const now = Array.from({ length: 5000 }, (_, i) => row(`Новое дело ${'абвгдежз'.repeat(5)} ${i}`));
    const start = performance.now();
    expect(matchRows(before, now).every((id) => id === null)).toBe(true);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

/** Titles as plans have them: no two much alike. */
const words =
  'мониторинг отчёт семинар сборник выставка конкурс мебель программа родители педагоги здоровье питание прогулка игра чтение музыка'.split(
    ' ',
  );
const titles = fc.uniqueArray(
  fc
    .tuple(fc.constantFrom(...words), fc.constantFrom(...words), fc.constantFrom(...words))
    .map(([a, b, c]) => `Провести ${a}, ${b} и ${c}`),
  {
    minLength: 1,
    maxLength: 12,
    // Two words of three alike are much alike.
    comparator: (one, other) => {
      const own = new Set(namesIn(other));
      return namesIn(one).filter((word) => own.has(word)).length >= 2;
    },
  },
);
function namesIn(title: string): string[] {
  const [, a, b, , c] = title.split(/\P{L}+/u);
  return [a!, b!, c!];
}
const edit = fc.oneof(
  fc.record({ kind: fc.constant('insert' as const), at: fc.nat(), title: fc.constantFrom('Иное', 'Прочее', 'Разное') }),
  fc.record({ kind: fc.constant('delete' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('move' as const), at: fc.nat(), to: fc.nat() }),
  fc.record({ kind: fc.constant('deadline' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('typo' as const), at: fc.nat(), place: fc.nat() }),
  fc.record({ kind: fc.constant('renumber' as const) }),
);

describe('Any edits of a plan', () => {
  it('leave the untouched rows their ids, whatever else is inserted, deleted, moved, mended or numbered anew', () => {
    fc.assert(
      fc.property(titles, fc.array(edit, { maxLength: 8 }), (names, edits) => {
        const before = names.map((title, index) => known(`id${index}`, title, index % 2 ? second : {}));
        const now: (IdentityRow & { id: string | null; isMended: boolean })[] = before.map(
          ({ id, isCurrent: _, ...rest }) => ({
            ...rest,
            id,
            isMended: false,
          }),
        );
        for (const change of edits) {
          const at = 'at' in change ? change.at % Math.max(1, now.length) : 0;
          if (change.kind === 'insert')
            now.splice(at, 0, { ...row(`${change.title} ${now.length}`), id: null, isMended: false });
          if (change.kind === 'delete') now.splice(at, 1);
          if (change.kind === 'move' && now.length > 0) now.splice(change.to % now.length, 0, now.splice(at, 1)[0]!);
          if (change.kind === 'deadline' && now[at]) now[at]!.deadlineText = 'июнь';
          if (change.kind === 'typo' && now[at] && now[at]!.id !== null && !now[at]!.isMended) {
            const { title } = now[at]!;
            const place = 12 + (change.place % (title.length - 12));
            now[at] = { ...now[at]!, title: `${title.slice(0, place)}${title.slice(place + 1)}`, isMended: true };
          }
          if (change.kind === 'renumber')
            for (const each of now) each.sectionPath = [`${Number(each.sectionPath[0]) + 1}`];
        }
        const ids = matchRows(before, now);
        const given = ids.filter((id) => id !== null);
        expect(new Set(given).size).toBe(given.length);
        now.forEach(({ id, isMended }, index) => {
          if (id === null) expect(ids[index]).toBeNull();
          else if (!isMended) expect(ids[index]).toBe(id);
          else expect([id, null]).toContain(ids[index]);
        });
      }),
      { numRuns: 500, verbose: true },
    );
  });

  it('are told apart the same, whatever the order in which the known rows come', () => {
    fc.assert(
      fc.property(titles, fc.infiniteStream(fc.nat()), (names, dice) => {
        const before = names.map((title, index) => known(`id${index}`, title));
        const shuffled = before
          .map((each) => ({ each, place: dice.next().value }))
          .toSorted((a, b) => a.place - b.place)
          .map(({ each }) => each);
        const now = names.map((title) => row(title.replace('и', '')));
        expect(matchRows(shuffled, now)).toEqual(matchRows(before, now));
      }),
    );
  });
});
