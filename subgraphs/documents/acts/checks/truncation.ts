import { elementAt } from '../../lists/elements.js';
import type { ParsedCell, ParsedIssue, ParsedMeasure } from '../model/parsed-document.js';
import { fieldOf } from './measure-fields.js';

/**
 * Cells that break off, as where a page border cut the text. Told by grammar (a comma, a preposition, an adjective or a day without its
 * month at the end) or by another cell of the plan that goes on where this one ends. A suggestion comes only from words of the same plan.
 */
export function findTruncated(measures: readonly ParsedMeasure[]): ParsedIssue[] {
  const context = new PlanWords(measures);
  return measures.flatMap((measure, i) =>
    measure.cells.flatMap((cell): ParsedIssue[] => {
      const reason =
        cell.role === 'NUMBER' || cell.text === '' ? null : (breaksOff(cell) ?? context.goesOnElsewhere(measure, cell));
      if (!reason) return [];
      const continuation = context.continuation(cell);
      return [
        {
          code: 'CELL_TRUNCATED',
          severity: 'WARNING',
          message: `Текст графы «${cell.column}» обрывается: ${reason}.`,
          line: cell.lineEnd,
          row: i + 1,
          field: fieldOf[cell.role],
          text: cell.text,
          ...(continuation ? { suggestion: `${cell.text} ${continuation}` } : {}),
        },
      ];
    }),
  );
}

function breaksOff({ text, role }: ParsedCell): string | null {
  if (/[,–—]$/.test(text)) return 'на конце запятая или тире';
  const last = /(?<![А-Яа-яЁё])[а-яё]+$/.exec(text.slice(-40))?.[0];
  if (last && functionWords.has(last)) return `на конце слово «${last}»`;
  if (role !== 'DEADLINE' && /(?<![А-Яа-яЁё])(?:на|до|с|от|к|по)\s\d{1,2}$/.test(text)) return 'дата без месяца';
  const words = /(?<![А-Яа-яЁё])([А-Яа-яЁё-]+)$/.exec(text.slice(-60))?.[1];
  return words && isAdjective(words) && text.includes(' ') ? `на конце определение «${words}» без своего слова` : null;
}

const functionWords = new Set(
  'в во на с со к ко о об от по для из у за до при над под и или а но не через между согласно'.split(' '),
);

/** Oblique endings that only adjectives and participles have; those that stand for a noun («обучающихся», «данных») are left out. */
function isAdjective(word: string): boolean {
  return (
    /(?:ского|ческих|ских|ской|ским|ному|ного|льных|тельных|ционных|венных|ческой|ческим)$/.test(word) &&
    !nouns.test(word)
  );
}

const nouns =
  /^(?:данных|одного|главного|дежурного|ответственного|ответственных|больных|пленных|подчинённых|подчиненных|участкового)$/i;

class PlanWords {
  /** Texts of each column under each title. */
  #sameTitle = new Map<string, Set<string>>();
  /** Words that follow three others, per column; null where they differ. */
  #after = new Map<string, string | null>();
  /** Last items of lists that stand alone somewhere in their column, and first words of longer ones. */
  #items = new Map<string, { alone: boolean; longer: boolean }>();

  constructor(measures: readonly ParsedMeasure[]) {
    for (const { title, cells } of measures) {
      for (const cell of cells) {
        const key = JSON.stringify([cell.column, title]);
        this.#sameTitle.set(key, (this.#sameTitle.get(key) ?? new Set()).add(cell.text));
        if (cell.text.length > 10_000) continue;
        this.#learnTriples(cell);
        if (cell.role === 'RESPONSIBLE') this.#learnItems(cell.text);
      }
    }
  }

  goesOnElsewhere({ title }: ParsedMeasure, { column, role, text }: ParsedCell): string | null {
    if (/[.!?;)»"]$/.test(text)) return null;
    const others = this.#sameTitle.get(JSON.stringify([column, title]));
    const isCut =
      role !== 'TITLE' &&
      text.includes(' ') &&
      others &&
      others.size <= 50 &&
      [...others].some((other) => other.startsWith(`${text} `));
    if (isCut) return 'у такого же мероприятия текст продолжается';
    const items = text.split(/[,;]\s*/);
    const item = this.#items.get(elementAt(items, -1));
    if (role === 'RESPONSIBLE' && items.length > 1 && item && !item.alone && item.longer)
      return `не сказано, чей «${items.at(-1)}»`;
    return null;
  }

  /** Words that follow the last three words of the cell elsewhere in its column, up to the end of that phrase. */
  continuation({ column, text }: ParsedCell): string | null {
    return this.#after.get(JSON.stringify([column, ...text.split(' ').slice(-3)])) ?? null;
  }

  #learnTriples({ column, text }: ParsedCell): void {
    const words = text.split(' ');
    for (let i = 3; i < words.length; i++) {
      const key = JSON.stringify([column, ...words.slice(i - 3, i)]);
      const next = phraseFrom(words, i);
      const continuation = this.#after.get(key);
      this.#after.set(key, continuation === undefined || continuation === next ? next : null);
    }
  }

  #learnItems(text: string): void {
    const items = text.split(/[,;]\s*/);
    items.forEach((item, i) => {
      const [first = '', ...more] = item.split(' ');
      const uses = this.#items.get(first) ?? { alone: false, longer: false };
      const last = i === items.length - 1 && items.length > 1;
      this.#items.set(first, {
        alone: uses.alone || (more.length === 0 && !last),
        longer: uses.longer || more.length > 0,
      });
    });
  }
}

function phraseFrom(words: readonly string[], start: number): string {
  const end = words.findIndex((word, i) => i >= start && /[.,;:)]$/.test(word));
  return words
    .slice(start, Math.min(end < 0 ? words.length : end + 1, start + 4))
    .join(' ')
    .replace(/[.,;:)]+$/, '');
}
