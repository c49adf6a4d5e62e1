import { type RawBuilder, sql } from 'kysely';
import { HubError } from '../../../schema/errors/catalogue.js';
import { homoglyphs } from '../../documents/index.js';

/**
 * The number of act `r`, or of citation `c`, is the one that somebody wrote: «273-ФЗ», «ФЗ-273», «№ 273», «закон от 29.12.2012 N 273-ФЗ».
 * Digits alone find the number with and without the letters after it. Refuses a text without a number, which would find
 * nothing and look like an answer.
 */
export function isActNumber(row: 'r' | 'c', text: string): RawBuilder<unknown> {
  const number = readActNumber(text);
  if (number === null) {
    throw new HubError('BAD_ARGUMENT', { reason: 'ACT_NUMBER', got: text });
  }
  const folded = foldedColumn(sql.ref(`${row}.number`));
  const [, law] = /^(\d+)-фз$/.exec(number) ?? [];
  // Also printed without its letters: «Федеральный закон № 273».
  if (law) return sql`(${folded} = ${number} or (${folded} = ${law} and ${sql.ref(`${row}.kind`)} = 'FEDERAL_LAW'))`;
  if (!/^\d+$/.test(number)) return sql`${folded} = ${number}`;
  const rest = sql`substr(${folded}, ${number.length + 1}::int)`;
  return sql`(left(${folded}, ${number.length}::int) = ${number} and ${rest} !~ '^[-./]?[0-9]')`;
}

/** As numbers are compared: small letters, one sort of dash, no blanks, a federal law as «273-фз»; null where there is none. */
export function readActNumber(text: string): string | null {
  const plain = text
    .toLowerCase()
    .replace(/[\p{Pd}−]/gu, '-')
    .replace(/(?<!\p{L})от\s*\d{1,2}(?:\s*\.\s*\d{1,2}\s*\.|\s+\p{L}+)\s*\d{4}(?:\s*(?:года|г)(?!\p{L})\.?)?/gu, ' ')
    .replace(/(?<!\p{L})(?:федеральн\p{L}*|конституционн\p{L}*|закон\p{L}*|приказ\p{L}*|постановлени\p{L}*)/gu, ' ')
    .replace(/(?<!\p{L})(?:распоряжени\p{L}*|указ\p{L}*|решени\p{L}*|письм\p{L}*|рф|россии)(?!\p{L})/gu, ' ')
    .replace(/№|(?<!\p{L})n(?:o|°)?(?!\p{L})\.?/gu, ' ')
    .replace(/["«»„“”']/g, ' ')
    .trim()
    .replace(/\s*([-./])\s*/g, '$1')
    // Which of them a number was typed with cannot be seen.
    .replace(/[a-z]/g, (letter) => homoglyphs[letter] ?? letter);
  const law = /^(фз|фкз)[-\s]*(\d+)$|^(\d+)[-\s]*(фз|фкз)$/u.exec(plain);
  if (law) return `${law[2] ?? law[3]}-${law[1] ?? law[4]}`;
  return /^[\p{L}\d][\p{L}\d./-]*$/u.test(plain) && /\d/.test(plain) ? plain : null;
}

// `lower` would leave Russian letters as they are in a database whose locale is C.
const letters = 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const small = [...letters.toLowerCase()].map((letter) => homoglyphs[letter] ?? letter).join('');

function foldedColumn(column: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`translate(${column}, ${`${letters}‐‑‒–—− `}, ${`${small}------`})`;
}
