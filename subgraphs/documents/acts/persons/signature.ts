import { elementAt, only } from '../../lists/elements.js';
import type { ParsedSignatory } from '../model/parsed-document.js';
import type { Line } from '../text/source-lines.js';
import { isFormOf, nominativeSurname, type SurnameCase } from './surname-cases.js';

const surname = '[А-ЯЁ][а-яё]{1,30}(?:-[А-ЯЁ][а-яё]{1,30})?';
const initials = '[А-ЯЁ]\\.\\s?[А-ЯЁ]\\.';
const inFull = `${surname}\\s[А-ЯЁ][а-яё]{1,20}\\s[А-ЯЁ][а-яё]{1,20}(?:вич|вича|вичу|вна|вну|вне|вны|вной)`;
/** «Краснодар Т.В. Храмцову»: initials before a surname are its own, unless that surname has others behind it. */
const surnameFirst = `${surname}\\s${initials}(?!\\s?${surname}(?![а-яё])(?!\\s?[А-ЯЁ]\\.))`;
const name = `${initials}\\s?${surname}|${surnameFirst}|${inFull}`;

/** One spacing for all prints of a name: «О. М. Борискова», «О.М.Борискова» → «О.М. Борискова». The order of its parts stays. */
export function spacedName(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/([А-ЯЁ]\.)\s?([А-ЯЁ]\.)/, '$1$2')
    .replace(/(\.)(?=[А-ЯЁ][а-яё])/, '$1 ')
    .trim();
}

export function findName(text: string): string | null {
  const match = new RegExp(`(?<![А-Яа-яЁё])(?:${name})(?![а-яё])`).exec(text);
  return match && spacedName(match[0]);
}

/**
 * The nominative of a name in another case, as after «возложить на»: «Рудницкую Э.Р.» → «Рудницкая Э.Р.». Null where the ending does
 * not tell and the same document (`known`: names that it prints in the nominative) does not either.
 */
export function nominativeOf(
  form: string,
  grammaticalCase: SurnameCase = 'ACCUSATIVE',
  otherNames: readonly string[] = [],
): string | null {
  const family = familyAndInitials.exec(form)?.[1];
  if (!family) return null;
  const initialsIn = (name: string) => (name.match(/[А-ЯЁ](?=\.)/g) ?? []).join('');
  const families = otherNames
    .filter((name) => initialsIn(name) === initialsIn(form))
    .flatMap((name) => familyAndInitials.exec(name)?.[1] ?? []);
  const same = new Set(families.filter((nominative) => isFormOf(family, nominative)));
  const nominative = same.size === 0 ? nominativeSurname(family, grammaticalCase) : only(same);
  return nominative && form.replace(family, nominative);
}

const familyAndInitials = new RegExp(`^(?:${initials}\\s?)?(${surname})(?:\\s?${initials})?$`);

export interface Signature extends ParsedSignatory {
  /** Indices of its lines, the last one exclusive. */
  from: number;
  to: number;
}

/**
 * A signature: a position that begins with a capital, then a name at the end of its line or alone on a later one.
 * Looks at the lines from `from` on and takes the first.
 */
export function findSignature(lines: readonly Line[], from: number, to: number): Signature | null {
  for (let i = from; i < to; i++) {
    const { raw, text, no } = elementAt(lines, i);
    if (text === '' || text.length > 200) continue;
    const match = nameAtEnd.exec(text);
    if (!match || !isSetApart(raw, match[0])) continue;
    const start = positionStart(lines, i, Math.max(from, i - 14));
    if (start === null) continue;
    const words = lines.slice(start, i + 1).map((line) => line.text);
    words[words.length - 1] = text.slice(0, match.index);
    const position = words
      .join(' ')
      .replace(/[\s_]+/g, ' ')
      .trim();
    return { name: spacedName(match[0]), position, acting: acting.test(position), line: no, from: start, to: i + 1 };
  }
  return null;
}

const nameAtEnd = new RegExp(`(?<![А-Яа-яЁё.])(?:${name})$`);
const acting = /исполняющ|(?<![А-Яа-яЁё])и\.?\s?о\.?(?![А-Яа-яЁё])|врио|временно/i;
const positionWord =
  /^(?:Исполняющ|И\.?\s?о\.?\s|И\.о\.|Врио|ВРИО|Временно|Начальник|Директор|Заместител|Председател|Глава|Руководител|Завед|Министр|Первый|Ректор|Методист|Специалист|Ведущий|Консультант|Секретарь|ДИРЕКТОР|НАЧАЛЬНИК|ПРЕДСЕДАТЕЛЬ|ГЛАВА|ЗАМЕСТИТЕЛЬ)/;

/** Alone on its line, or behind a wide gap or a tab: a name inside a sentence is no signature. */
function isSetApart(raw: string, name: string): boolean {
  const line = raw.trim();
  const before = line.slice(0, Math.max(0, line.length - name.length));
  return before.trim() === '' || /(?:\s{2,}|\t|_)\s*$/.test(before.slice(-12)) || positionWord.test(line);
}

function positionStart(lines: readonly Line[], at: number, limit: number): number | null {
  for (let i = at; i >= limit; i--) {
    const { text } = elementAt(lines, i);
    if (/^\d{1,2}(?:\.\d{1,2})*[.)]/.test(text)) return null;
    if (positionWord.test(text)) return i;
  }
  return null;
}
