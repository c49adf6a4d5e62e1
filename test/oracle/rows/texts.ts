import { qualityAreaLabels } from '../../../subgraphs/documents/vocabulary/quality-areas.js';
import type { Dice } from '../dice.js';

/** Names that are equal, differ by case, ё or a number, or sort apart in UTF-16 and by code points. */
const names = [
  'План',
  'план',
  'Ёлка',
  'елка',
  'Детский сад № 9',
  'Детский сад № 10',
  'Детский сад «Родничок»',
  'Обучение педагогов',
  'Zeta',
  '😀 мера',
  '\uffee мера',
  '',
];

export const words = ['план', 'сад', 'обучение', 'елка', 'мера', '9', 'zeta'];
export const searchedTexts = [
  ...words,
  'детские сады',
  '«детский сад» 9',
  'план обучения',
  'утвердить',
  'Семинары',
  'я',
];

export const days = ['2022-12-31', '2023-01-01', '2023-09-01', '2024-02-29', '2024-03-01', '2024-12-31', '2025-06-30'];
export const instants = ['2024-01-10T00:00:00Z', '2024-01-10T00:00:00.001Z', '2024-06-01T12:00:00Z'];
export const years = [2022, 2023, 2024];
export const areas = Object.keys(qualityAreaLabels);
export const levels = ['PRESCHOOL', 'PRIMARY', 'BASIC', 'SECONDARY', 'ADDITIONAL'];
export const evidences = ['FEDERAL_STATISTICS', 'SELF_EVALUATION', 'EXPERT', 'PARENT_SURVEY'];

/** How one owner's things are called: of one owner of each partition, all sort after those of the others. */
export class Names {
  constructor(
    private readonly dice: Dice,
    private readonly isLast: boolean,
  ) {}

  name(): string {
    return this.isLast ? `\u{1f9f8}яя ${this.dice.pick(names)}` : this.dice.pick(names);
  }

  /** The key of an order: often the same for several. */
  key(of: readonly string[]): string {
    return this.isLast ? `\u{1f9f8}${this.dice.pick(of)}` : this.dice.pick(of);
  }
}

export function issues(dice: Dice): object[] {
  return dice.times(dice.int(3), () => ({
    code: dice.pick(['CELL_EMPTY', 'TYPO_SUSPECTED', 'DEADLINE_AMBIGUOUS', 'POSSIBLE_DUPLICATE']),
    severity: dice.pick(['ERROR', 'WARNING', 'NOTICE']),
    message: dice.pick(['Графа пуста.', 'Похоже на опечатку.']),
    line: dice.maybe(dice.int(50)),
    column: null,
    row: dice.maybe(dice.int(9)),
    field: dice.maybe('title'),
    text: dice.maybe('тект'),
    suggestion: dice.maybe('текст'),
  }));
}

export function provenance(dice: Dice, owner: string): object[] {
  return [
    {
      publication: `${owner}:publication:p/1`,
      act: dice.maybe(`${owner}:act:1`),
      clause: dice.maybe('1.1'),
      line: dice.maybe(dice.int(90)),
      lineEnd: null,
      quote: dice.maybe('по тексту'),
      method: dice.pick(['PARSED', 'UPLOADED', 'SYNTHETIC']),
    },
  ];
}

export function period(dice: Dice): { start: string | null; end: string | null } {
  const [start, end] = [dice.pick(days), dice.pick(days)].sort();
  return { start: dice.maybe(start!, 0.9), end: dice.maybe(end!, 0.9) };
}
