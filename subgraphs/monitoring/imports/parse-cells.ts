import { foldSpaces, type Parsed } from '../../kit/import/index.js';

/** A decimal number, as it is written. */
export function parseDecimal(text: string): Parsed<string> {
  const plain = text
    .replace(/[\s\u00a0]/g, '')
    .replace(',', '.')
    .replace('−', '-');
  if (/^-?\d{1,12}(?:\.\d{1,6})?$/.test(plain)) return { value: plain };
  return { problem: 'ожидается число, например 3 или 12,5' };
}

/** A code that can stand in an id. */
export function parseCode(text: string): Parsed<string> {
  const value = foldSpaces(text).replaceAll(' ', '-');
  if (/^[\p{L}\p{N}._/-]{1,60}$/u.test(value)) return { value };
  return { problem: 'ожидается код: до 60 букв, цифр, точек, дефисов' };
}
