import type { IncomingHttpHeaders } from 'node:http';
import type { Language } from '../../../schema/contract/parameters.js';

/**
 * The language that the client prefers of those that this server speaks, by `accept-language`; English where it names
 * neither, or both alike. Of two that it likes as much, the one that it names first.
 */
export function languageOf({ 'accept-language': accepted }: IncomingHttpHeaders): Language {
  if (!accepted) return 'en';
  const ranges = accepted.slice(0, 1000).split(',').flatMap(readRange);
  const russian = rank('ru', ranges);
  const english = rank('en', ranges);
  if (russian.quality !== english.quality) return russian.quality > english.quality ? 'ru' : 'en';
  return russian.quality > 0 && russian.place < english.place ? 'ru' : 'en';
}

/** That the answer depends on it, for whoever keeps answers. */
export const variesByLanguage = 'accept-language';

interface Range {
  /** In lower case, without what follows the language itself: `ru` of `ru-RU`. */
  readonly language: string;
  readonly quality: number;
}

const range = /^\s*([a-z]{1,8}|\*)(?:-[a-z0-9]{1,8})*\s*(?:;\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?$/i;

function readRange(text: string): Range[] {
  const [, language, quality = '1'] = range.exec(text) ?? [];
  return language === undefined ? [] : [{ language: language.toLowerCase(), quality: Number(quality) }];
}

/** A language named itself comes before `*`; named more than once, as `en-US,en;q=0.5`, it is liked as much as at most. */
function rank(language: string, ranges: readonly Range[]): { quality: number; place: number } {
  const ofLanguage = ranges.filter((one) => one.language === language);
  const candidates = ofLanguage.length > 0 ? ofLanguage : ranges.filter((one) => one.language === '*');
  const quality = Math.max(0, ...candidates.map((one) => one.quality));
  return { quality, place: ranges.findIndex((one) => candidates.includes(one) && one.quality === quality) };
}
