import { sortKey } from '../../../schema/contract/collation.js';
import { nearest, type TableCell, withoutHomoglyphs } from '../../documents/index.js';
import type { Issue } from '../graphql/index.js';
import { checks } from './registration-numbers.js';
import { readDay } from './russian-date.js';

/** A column of a table that owners publish: how it is headed, and what its cells may say. */
export interface Column<V> {
  /** As a template heads it. */
  header: string;
  /** Other headings that mean it. */
  synonyms: readonly string[];
  required: boolean;
  /** What to write in it, for whoever fills a template. */
  hint: string;
  /** Never called for an empty cell. */
  parse(cell: TableCell): Parsed<V>;
}

/** What a cell says; or what is wrong with it, and what was perhaps meant. A value may come with a remark. */
export type Parsed<V> =
  | { value: V; remark?: { code: Issue['code']; severity: Issue['severity']; text: string; suggestion?: string } }
  | { problem: string; suggestion?: string | null };

interface Options {
  synonyms?: readonly string[];
  hint?: string;
}
interface Required extends Options {
  required: true;
}
interface Optional extends Options {
  required?: false;
}

function columnOf<V>(
  header: string,
  options: Options & { required?: boolean },
  hint: string,
  parse: Column<V>['parse'],
) {
  const { synonyms = [], required = false } = options;
  return { header, synonyms, required, hint: options.hint ?? hint, parse };
}

/** Words, at most so many characters. */
export function text(header: string, longest: number, options: Required): Column<string>;
export function text(header: string, longest: number, options?: Optional): Column<string | null>;
export function text(
  header: string,
  longest: number,
  options: Required | Optional = {},
): Column<string> | Column<string | null> {
  return columnOf<string>(header, options, `Текст, до ${longest} знаков`, ({ text: raw }) => {
    const value = foldSpaces(raw);
    if (value.length > longest) return { problem: `ожидается не больше ${longest} знаков, а здесь ${value.length}` };
    const suggestion = withoutHomoglyphs(value);
    if (suggestion === null) return { value };
    const remark = {
      code: 'HOMOGLYPHS',
      severity: 'WARNING',
      text: 'среди русских букв похожие на них латинские',
      suggestion,
    } as const;
    return { value, remark };
  });
}

/** A name without blanks, which becomes a part of an id: «1.2», «KRD-2024». */
export function code(header: string, longest: number, options: Required): Column<string>;
export function code(header: string, longest: number, options?: Optional): Column<string | null>;
export function code(
  header: string,
  longest: number,
  options: Required | Optional = {},
): Column<string> | Column<string | null> {
  return columnOf<string>(header, options, `Без пробелов, до ${longest} знаков`, ({ text: raw, kind }) => {
    const value = raw.trim();
    // A spreadsheet takes «1.2» for the first of February.
    if (kind === 'DATE') return { problem: 'ожидается код, а здесь дата: задайте ячейке текстовый формат' };
    if (value.length > longest) return { problem: `ожидается не больше ${longest} знаков, а здесь ${value.length}` };
    if (/[\p{C}\p{Z}/:]/u.test(value)) {
      const suggestion = value.replace(/[\p{C}\p{Z}/:]+/gu, '-');
      return { problem: 'ожидается код без пробелов, косых черт и двоеточий', suggestion };
    }
    return { value };
  });
}

/** A whole number from 0 on. */
export function wholeNumber(header: string, options: Optional = {}): Column<number | null> {
  return columnOf<number>(header, options, 'Целое число', ({ text: raw }) => {
    const plain = raw.replace(/[\s\u00a0]/g, '').replace(/[.,]0+$/, '');
    if (/^\d{1,9}$/.test(plain)) return { value: Number(plain) };
    return { problem: 'ожидается целое число, 0 или больше' };
  });
}

/** A calendar day. */
export function calendarDay(header: string, options: Optional = {}): Column<string | null> {
  return columnOf<string>(header, options, 'Дата, например 01.09.2024', ({ text: raw, kind }) => {
    if (kind === 'NUMBER' || /^\d{5}$/.test(raw.trim())) {
      return { problem: 'ожидается дата, а здесь число: задайте ячейке формат даты' };
    }
    const read = readDay(raw);
    return 'day' in read ? { value: read.day } : read;
  });
}

/** Other words for the values of a choice. */
interface Also<V> {
  also?: Readonly<Record<string, V>>;
}

/** One of a few values, by its Russian label or its code. */
export function choice<V extends string>(
  header: string,
  labels: Readonly<Record<V, string>>,
  options: Required & Also<V>,
): Column<V>;
export function choice<V extends string>(
  header: string,
  labels: Readonly<Record<V, string>>,
  options?: Optional & Also<V>,
): Column<V | null>;
export function choice<V extends string>(
  header: string,
  labels: Readonly<Record<V, string>>,
  options: (Required | Optional) & Also<V> = {},
): Column<V> | Column<V | null> {
  const known = new Map<string, V>();
  for (const [word, code] of Object.entries(options.also ?? {})) known.set(sortKey(word), code);
  for (const code of Object.keys(labels) as V[]) {
    known.set(sortKey(code), code);
    known.set(sortKey(labels[code]), code);
  }
  const names = Object.values<string>(labels);
  return columnOf<V>(header, options, `Одно из: ${names.join('; ')}`, ({ text: raw }) => {
    const value = known.get(sortKey(raw));
    if (value !== undefined) return { value };
    return { problem: `ожидается одно из: ${names.join('; ')}`, suggestion: nearest(raw, names) };
  });
}

/** ИНН, КПП or ОГРН, with its control digits. */
export function registrationNumber(
  kind: keyof typeof checks,
  header: string,
  options: Optional = {},
): Column<string | null> {
  const check = checks[kind];
  return columnOf<string>(header, options, 'Только знаки номера, без пробелов', ({ text: raw, kind: cellKind }) => {
    const value = raw.replace(/[\s\u00a0]/g, '').toUpperCase();
    const problem = check(value);
    if (problem === null) return { value };
    // A spreadsheet that takes the number for a quantity drops the zero in front.
    const padded = `0${value}`;
    if (cellKind === 'TEXT' || check(padded) !== null) return { problem };
    const remark = {
      code: 'VALUE_MENDED',
      severity: 'WARNING',
      text: 'потерян ноль в начале номера',
      suggestion: padded,
    } as const;
    return { value: padded, remark };
  });
}

/** The address of a page; a program cannot hide in it. */
export function url(header: string, options: Optional = {}): Column<string | null> {
  return columnOf<string>(header, options, 'Адрес страницы, с https:// в начале', ({ text: raw }) => {
    const value = raw.trim();
    if (/^https?:\/\/\S+$/i.test(value) && URL.canParse(value)) return { value };
    const guessed = `https://${value}`;
    if (!/^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:\/\S*)?$/u.test(value) || !URL.canParse(guessed)) {
      return { problem: 'ожидается адрес, который начинается с https:// или http://' };
    }
    const remark = {
      code: 'VALUE_MENDED',
      severity: 'NOTICE',
      text: 'к адресу добавлено https://',
      suggestion: guessed,
    } as const;
    return { value: guessed, remark };
  });
}

/** Anything that is written by rules of its own. */
export function custom<V>(
  header: string,
  hint: string,
  parse: (text: string) => Parsed<V>,
  options: Optional = {},
): Column<V | null> {
  return columnOf<V>(header, options, hint, ({ text: raw }) => parse(raw));
}

/** One blank where the cell has several or breaks its line. */
export function foldSpaces(raw: string): string {
  return raw.replace(/[\s\u00a0]+/g, ' ').trim();
}
