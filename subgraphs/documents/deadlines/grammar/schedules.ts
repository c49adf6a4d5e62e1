import type { TokenCursor } from '../lexer/cursor.js';
import { untilWords } from './bounds.js';
import type { DeadlineClause } from './clause.js';
import { beginsTerm, described, rest } from './stretch.js';

/** «по отдельному графику», «в соответствии с планом работы МСО», «согласно приказу», «календарные учебные графики» */
export function schedule(c: TokenCursor): DeadlineClause | null {
  const at = c.at;
  const headed = c.oneOf<'complete' | 'open'>(
    () => c.word('согласно', 'сообразно') && 'open',
    () => inAccordance(c) && c.word('с', 'со') && 'open',
    () => c.words('в сроки|срок') && c.skip('comma').isWord(isSet) && 'open',
    () => c.words('в сроки') && c.isWord((word) => /^(?:проведени|реализаци|подготовк|сдачи)/.test(word)) && 'open',
    // «не позднее сроков, установленных законодательством», «до установленного срока»
    () => bounded(c) && (c.isWord((word) => word === 'сроков') || c.isWord(isSet)) && 'open',
    () => c.skipWord('в').isWord(isSet) && c.take('word') && 'open',
    () => described(c.skipWord('по'), (word) => documents.test(word) && !/^планировани[ея]$/.test(word)) && 'complete',
  );
  if (!headed) return null;
  rest(c, { ends: beginsTerm, named: headed === 'complete' });
  return { type: 'schedule', text: c.since(at) };
}

/** «не позднее», «до» */
function bounded(c: TokenCursor): boolean {
  const words = c.attempt(() => untilWords(c));
  return words !== null && words.at(-1) !== 'по';
}

/** «в соответствии», «в соотв.» */
function inAccordance(c: TokenCursor): true | null {
  c.skipWord('в');
  if (c.word('соотв', 'соответств')) return c.skip('dot') && true;
  return c.lexeme((word) => (word === 'соответствии' ? true : undefined));
}

/** «установленные», «указанный»: somewhere else. */
function isSet(word: string): boolean {
  return /^(?!.*ни[еяюий])(?:устан[ао]вл|определ[ея]|указ(?:ан|ыва)|предусм|утвержд|согласовы|согласованн|намечен|заявленн)[а-я]+$/.test(
    word,
  );
}

/** Nouns for documents that set dates. */
const documents =
  /^(?:график|план|расписани|циклограмм|календар[ьеяю]|приказ|распоряжени|положени|регламент|программ|порядк|дорожн|срокам$|письм(?:[оауе]|ам|ом)$|указани|договор(?:ам|у|а|ов)?$|контракт|соглашени[юя]|приложени)/;
