import { elementAt } from '../../lists/elements.js';
import { isAcronym, parentWord, placeWord } from './organization-nouns.js';

/**
 * Where parents and places begin in the words of a name: «управление образования | администрации города …»,
 * «отдел по делам молодёжи | Энского района». The number of words where there are none.
 */
export function qualifiersFrom(words: readonly string[], from: number): number {
  for (let i = from; i < words.length; i++) if (isParent(words, i) || isPlace(words, i)) return i;
  return words.length;
}

/** A higher body in the genitive; «управления качеством» is what an office does, and «по управлению …» as well. */
function isParent(words: readonly string[], i: number): boolean {
  if (!parentWord.test(elementAt(words, i)) || /^(?:по|и)$/i.test(words[i - 1] ?? '')) return false;
  return !/(?:ом|ем|ью|ами|ями)$/.test(words[i + 1] ?? '');
}

function isPlace(words: readonly string[], i: number): boolean {
  const word = elementAt(words, i);
  if (isAcronym(word)) return true;
  if (placeWord.test(word)) return !/^образовани/i.test(word);
  const next = words[i + 1] ?? '';
  if (/^(?:муниципальн|городск|сельск|районн|автономн)/i.test(word))
    return placeWord.test(next) || isPlaceAdjective(words, i + 1);
  return isPlaceAdjective(words, i);
}

/** «Петрозаводского городского округа», «Волгоградской области». */
function isPlaceAdjective(words: readonly string[], i: number): boolean {
  const adjective = /^[А-ЯЁа-яё-]+(?:ск|цк)(?:ого|ому|ой|их|им|ом|ий|ая|ое)$/.test(words[i] ?? '');
  return adjective && [1, 2].some((ahead) => placeWord.test(words[i + ahead] ?? ''));
}
