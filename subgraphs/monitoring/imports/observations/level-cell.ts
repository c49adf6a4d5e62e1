import { sortKey } from '../../../../schema/contract/collation.js';
import { nearest } from '../../../documents/index.js';
import { findScale, type Scale, scales } from '../../../indicators/model/scales.js';
import type { Parsed } from '../../../kit/import/index.js';
import type { Problem } from './cell-problem.js';

export interface MeasuringScale {
  /** Lowest first; none where values are numbers. */
  levels: Scale['levels'];
  /** Codes of levels by how people call them. */
  byName: ReadonlyMap<string, string>;
  min: number | null;
  max: number | null;
}

/** What the levels of a scale are called, or between what its values lie. */
export function measuringScale(code: string | null): MeasuringScale {
  const scale = code === null ? null : findScale(code);
  const levels = scale?.levels ?? [];
  const byName = new Map<string, string>();
  for (const { code: level, labelRu, labelEn } of levels) {
    const own = level.slice(level.indexOf('/') + 1);
    const number = /^L(\d+)$/.exec(own)?.[1];
    for (const name of [level, own, labelRu, labelEn, ...(number ? [number] : [])]) byName.set(levelKey(name), level);
    // How Excel shows yes and no.
    if (own === 'YES') byName.set(levelKey('ИСТИНА'), level);
    if (own === 'NO') byName.set(levelKey('ЛОЖЬ'), level);
  }
  return { levels, byName, min: scale?.min ?? null, max: scale?.max ?? null };
}

/** A level by its code, its name or, where levels are numbered, its number. */
export function readLevel(text: string, { levels, byName }: MeasuringScale): { level: string } | Problem {
  const level = byName.get(levelKey(text));
  if (level !== undefined) return { level };
  const names = levels.map(({ labelRu }) => labelRu);
  const problem = `ожидается уровень: ${names.join('; ')}`;
  const short = names.map((name) => name.replace(/\s*уров(?:ень|ню)\s*/i, ' ').trim());
  return { problem, suggestion: nearest(text, [...short, ...names]) };
}

/** The levels of all scales that are called so. */
export function levelsInCell(text: string): string[] {
  const scale = /^([^/]+)\//.exec(text.trim())?.[1];
  const all = scales.filter(({ code }) => scale === undefined || code === scale.toUpperCase());
  return all.flatMap(({ code }) => measuringScale(code).byName.get(levelKey(text)) ?? []);
}

/** A level of whichever scale has it, where only one does. */
export function parseLevel(text: string): Parsed<string> {
  const codes = levelsInCell(text);
  const [level, second] = codes;
  if (level !== undefined && second === undefined) return { value: level };
  if (second !== undefined) return { problem: `так названо несколько: ${codes.join(', ')}; укажите код` };
  const labels = scales.flatMap(({ levels }) => levels.map(({ labelRu }) => labelRu));
  return { problem: `ожидается одно из: ${labels.join('; ')}`, suggestion: nearest(text, labels) };
}

/** «Базовый уровень», «базовый», «БАЗОВЫЙ УРОВЕНЬ». */
function levelKey(text: string): string {
  return sortKey(text)
    .replace(/(?<=^| )уров(?:ень|ню)(?= |$)/g, '')
    .replace(/ +/g, ' ')
    .trim();
}
