import { type RawBuilder, sql } from 'kysely';
import { HubError } from '../../../schema/errors/catalogue.js';

/**
 * Measure `r` stands in this section or below it: [«II», «5»], [«II.5»], [«раздел 2», «5»]. Within a path Roman and Arabic
 * numbers are the same, because plans print the one and people type the other; «1» alone would find the «I» of other plans,
 * so a single label is taken as printed. Refuses what is no label, which would find nothing
 * and look like an answer.
 */
export function inSection(path: readonly string[]): RawBuilder<unknown> {
  const labels = readSectionPath(path);
  const conditions = labels.map(
    (label, i) => sql`r.section_path[${i + 1}::int] = any(${spellings(label, labels.length > 1)}::text[])`,
  );
  return conditions.length > 0 ? sql`(${sql.join(conditions, sql` and `)})` : sql`true`;
}

/** Labels from the outermost section inwards. */
export function readSectionPath(path: readonly string[]): string[] {
  return path.flatMap((part) => {
    const plain = part.replace(/(?<!\p{L})(?:под)?(?:раздел|пункт|глав|блок)\p{L}*/giu, ' ').replace(/№/g, ' ');
    const labels = plain.split(/[\s./\\>–—-]+/u).filter(Boolean);
    const wrong = labels.length === 0 || labels.some((label) => !/^(?:\d{1,4}|\p{L}{1,8})$/u.test(label));
    if (wrong) {
      throw new HubError('BAD_ARGUMENT', { reason: 'SECTION', got: part });
    }
    return labels;
  });
}

/** How a plan may print the label. */
function spellings(label: string, isOfPath: boolean): string[] {
  const upper = label.toUpperCase();
  const roman = upper.replace(/[ІХМС]/g, (letter) => twins[letter] ?? letter);
  const value = /^\d+$/.test(label) ? Number(label) : romanValue(roman);
  const same = value && isOfPath ? [String(value), toRoman(value)] : [];
  return [...new Set([label, upper, label.toLowerCase(), roman, ...same])];
}

/** Russian letters that Roman numbers are typed with. */
const twins: Record<string, string> = { І: 'I', Х: 'X', М: 'M', С: 'C' };

const digits: readonly (readonly [string, number])[] = [
  ['M', 1000],
  ['CM', 900],
  ['D', 500],
  ['CD', 400],
  ['C', 100],
  ['XC', 90],
  ['L', 50],
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
];

function romanValue(text: string): number | null {
  let value = 0;
  let rest = text;
  for (const [digit, worth] of digits) {
    while (rest.startsWith(digit)) {
      value += worth;
      rest = rest.slice(digit.length);
    }
  }
  return rest === '' && toRoman(value) === text ? value : null;
}

function toRoman(value: number): string {
  let text = '';
  let rest = value;
  for (const [digit, worth] of digits) {
    while (rest >= worth) {
      text += digit;
      rest -= worth;
    }
  }
  return text;
}
