import { sortKey } from '../../../schema/contract/collation.js';
import { nearest } from '../../documents/index.js';
import type { Parsed } from '../../kit/import/index.js';
import { scales } from '../model/scales.js';

/** A scale by code or name. */
export function parseScale(text: string): Parsed<string> {
  const key = sortKey(text);
  const match = scales.find(({ code, labelRu }) => key === sortKey(code) || key === sortKey(labelRu));
  if (match) return { value: match.code };
  const names = scales.map(({ labelRu }) => labelRu);
  return { problem: `ожидается одна из шкал: ${names.join('; ')}`, suggestion: nearest(text, names) };
}
