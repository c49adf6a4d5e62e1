import { sortKey } from '../../../schema/collation.js';
import { scales } from '../../indicators/scales.js';
import { fold, type Parsed } from '../../kit/tables/columns.js';
import { nearest } from '../../kit/tables/nearest.js';

/** A decimal number, as it is written. */
export function parseDecimal(text: string): Parsed<string> {
  const plain = text
    .replace(/[\s\u00a0]/g, '')
    .replace(',', '.')
    .replace('−', '-');
  if (/^-?\d{1,12}(?:\.\d{1,6})?$/.test(plain)) return { value: plain };
  return { problem: 'ожидается число, например 3 или 12,5' };
}

/** Several names in one cell. */
export function parseNames(text: string): Parsed<string[]> {
  const names = text.split(/[;\n]/).map(fold).filter(Boolean);
  return names.length > 0 ? { value: names } : { problem: 'ожидаются названия через точку с запятой' };
}

/** A code that can stand in an id. */
export function parseCode(text: string): Parsed<string> {
  const value = fold(text).replaceAll(' ', '-');
  if (/^[\p{L}\p{N}._/-]{1,60}$/u.test(value)) return { value };
  return { problem: 'ожидается код: до 60 букв, цифр, точек, дефисов' };
}

/** A scale by code or name. */
export const parseScale = oneOf(scales.map(({ code, labelRu }) => [code, labelRu]));

/** A level of any scale by code or name: clusters are levels. */
export const parseLevel = oneOf(scales.flatMap(({ levels }) => levels.map(({ code, labelRu }) => [code, labelRu])));

function oneOf(all: (readonly [code: string, label: string])[]): (text: string) => Parsed<string> {
  return (text) => {
    const key = sortKey(text);
    const found = all.filter(([code, label]) => sortKey(code) === key || sortKey(label) === key);
    if (found.length === 1) return { value: found[0]![0] };
    if (found.length > 1)
      return { problem: `так названо несколько: ${found.map(([code]) => code).join(', ')}; укажите код` };
    const labels = all.map(([, label]) => label);
    return { problem: `ожидается одно из: ${labels.join('; ')}`, suggestion: nearest(text, labels) };
  };
}
