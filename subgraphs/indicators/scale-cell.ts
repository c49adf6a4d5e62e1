import { sortKey } from '../../schema/collation.js';
import type { Parsed } from '../kit/tables/columns.js';
import { nearest } from '../kit/tables/nearest.js';
import { scales } from './scales.js';

/** A scale by code or name. */
export function parseScale(text: string): Parsed<string> {
  const key = sortKey(text);
  const found = scales.find(({ code, labelRu }) => key === sortKey(code) || key === sortKey(labelRu));
  if (found) return { value: found.code };
  const names = scales.map(({ labelRu }) => labelRu);
  return { problem: `ожидается одна из шкал: ${names.join('; ')}`, suggestion: nearest(text, names) };
}
