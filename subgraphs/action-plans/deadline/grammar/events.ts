import { chain } from './chain.js';
import type { Clause } from './clause.js';
import type { Cursor } from './cursor.js';
import { cardinalOf, isCalendarWord, monthOf, rhythmOf, unitOf } from './lexicon.js';
import { phrase } from './phrases.js';
import { term } from './terms.js';

/** What sets the time without naming it: another document, an event, or nothing at all («постоянно»). */
export function undated(c: Cursor): Clause | null {
  return c.oneOf<Clause>(
    () => continuous(c),
    () => reckoned(c),
    () => schedule(c),
    () => event(c),
  );
}

/** «постоянно», «на постоянной основе», «систематически», «текущая деятельность ОО» */
function continuous(c: Cursor): Clause | null {
  const read = c.oneOf<unknown>(
    () => c.lexeme((word) => (steadily.has(word) ? true : undefined)),
    () => c.words('на постоянной|регулярной|систематической|непрерывной основе'),
    () => c.words('в постоянном|текущем|рабочем|непрерывном режиме|порядке'),
    () => c.words('текущая|постоянная деятельность|работа') && rest(c),
  );
  return read ? { type: 'continuous' } : null;
}

const steadily = new Set(['постоянно', 'систематически', 'регулярно', 'непрерывно', 'бессрочно', 'постоянный']);

/** «в течение 10 рабочих дней со дня …», «за 3 дня до …», «в трёхдневный срок», «не позднее 5 дней после …» */
function reckoned(c: Cursor): Clause | null {
  const at = c.at;
  const named = c.attempt(() => termOfDays(c)) ?? c.attempt(() => lengthOfTime(c));
  if (!named) return null;
  const since = c.oneOf<unknown>(
    () => c.words('со|с дня|момента|даты'),
    () => c.word('после', 'до', 'перед', 'от', 'по'),
  );
  if (!since) return { type: 'term-without-start', text: c.since(at) };
  return rest(c) && { type: 'event', text: c.since(at), reckoned: true };
}

/** «в течение 10 (десяти) рабочих дней», «за месяц», «не позднее чем за 3 дня» */
function lengthOfTime(c: Cursor): true | null {
  const opened = c.oneOf<unknown>(
    () => c.skipWord('в').word('течение', 'течении', 'втечение', 'втечении'),
    () => c.words('не позднее|позже|ранее') && c.skipWord('чем').skipWord('через', 'за'),
    () => c.word('за', 'через', 'спустя', 'до') ?? c.words('по истечении'),
  );
  if (!opened) return null;
  const many = c.number(1, 99) ?? c.lexeme(cardinalOf);
  c.attempt(() => c.take('open') && c.lexeme(cardinalOf) && c.take('close'));
  c.skipWord('рабочих', 'календарных', 'рабочего', 'календарного', 'учебных', 'одного');
  const unit = c.lexeme(unitOf);
  return unit && (many !== null || ['month', 'week', 'day', 'quarter'].includes(unit)) ? true : null;
}

/** «в 10-дневный срок», «в трёхдневный срок», «в месячный срок» */
function termOfDays(c: Cursor): true | null {
  if (!c.word('в')) return null;
  const counted = c.attempt(() => c.number(1, 99) !== null && c.take('dash')) !== null;
  const length = c.take('word')?.value ?? '';
  const ofDays = /^[а-я]*дневный$/.test(length) && (counted || length !== 'дневный');
  return (ofDays || length === 'недельный' || length === 'месячный') && c.word('срок') ? true : null;
}

/** «по отдельному графику», «в соответствии с планом работы МСО», «согласно приказу», «календарные учебные графики» */
function schedule(c: Cursor): Clause | null {
  const at = c.at;
  const headed = c.oneOf<unknown>(
    () => c.word('согласно', 'сообразно'),
    () => c.skipWord('в').lexeme((word) => (word === 'соответствии' ? true : undefined)) && c.word('с', 'со'),
    () => c.words('в сроки|срок') && c.skip('comma').isWord(isSet) && true,
    () => c.skipWord('в').isWord(isSet) && c.take('word'),
    () => documentNoun(c.skipWord('по')),
  );
  if (!headed) return null;
  rest(c, (at) => beginsTerm(at));
  return { type: 'schedule', text: c.since(at) };
}

/** «установленные», «указанный»: somewhere else. */
function isSet(word: string): boolean {
  return /^(?:устан[ао]вл|определ[ея]|указ(?:ан|ыва)|предусм|утвержд|согласовы|согласованн|намечен|заявлен)[а-я]+$/.test(
    word,
  );
}

/** A noun for a document that sets dates, behind the adjectives that describe it. */
function documentNoun(c: Cursor): true | null {
  for (let described = 0; described <= 4; described++) {
    const word = c.take('word')?.value ?? '';
    if (documents.test(word)) return true;
    if (!/(?:[ыи]й|ой|[ыи]е|[оея]му|[ыи]м|[ая]я|[ыи]х|[ое]го)$/.test(word)) return null;
  }
  return null;
}

const documents =
  /^(?:график|план|расписани|циклограмм|календар[ьеяю]|приказ|распоряжени|положени|регламент|программ|порядк|дорожн|срокам$|письм|указани)/;

/** «по мере необходимости», «после утверждения плана», «при поступлении», «по факту», «по результатам мониторинга» */
function event(c: Cursor): Clause | null {
  const at = c.at;
  const headed = c.oneOf<'complete' | 'open'>(
    () => c.lexeme((word) => (causes.test(word.replace(/^по/, '')) && word.startsWith('по') ? 'complete' : undefined)),
    () => c.word('по') && c.lexeme((word) => (causes.test(word) ? 'complete' : undefined)),
    () => c.word('незамедлительно', 'немедленно') && 'complete',
    () => c.word('при', 'после', 'перед', 'накануне', 'одновременно') && 'open',
    () => c.words('с|со момента|дня|даты') && 'open',
    () => c.words('в день|дни|случае|случаях|ходе|рамках|момент|процессе|преддверии|связи|зависимости') && 'open',
    () => c.words('во время') && 'open',
    () => c.words('до|к|ко началу|начала|проведения|дню|открытия|окончания') && 'open',
  );
  if (!headed) return null;
  const more = rest(c);
  return headed === 'complete' || more ? { type: 'event', text: c.since(at), reckoned: false } : null;
}

const causes =
  /^(?:мере|факту|необходимости|потребности|запрос|заявк|заявлени|обращени|итогам|результатам|окончании|завершении|поступлени|получении|согласовани|требовани|приглашени|вызов|поручени|решени|готовности|предложени|договоренности|ситуации|выявлени|возможности|наличи|востребованности|инициативе|желанию|рекомендаци|случа)/;

/** Goes on to a mark that parts, or to where another phrase plainly begins. Null if it reads no word. */
function rest(c: Cursor, ends = (_: Cursor) => false): true | null {
  const from = c.at;
  while (!c.done && !marks.includes(c.peek()!.kind)) {
    if ((c.at > from && begins(c)) || ends(c)) break;
    if (!c.attempt(() => ownTerm(c))) c.at++;
  }
  while (c.at > from && ['dot', 'dash', 'colon'].includes(c.peek(-1)!.kind)) c.at--;
  return c.tokens.slice(from, c.at).some(({ kind }) => kind === 'word') || null;
}

const marks = ['comma', 'semicolon', 'newline', 'colon', 'open', 'close'];

/** «по графику март – апрель» goes on to days of its own; «по плану на март – май» has them in its name. */
function beginsTerm(c: Cursor): boolean {
  if (!c.is('number') && !c.isWord(monthOf)) return false;
  return ['day', 'month', 'span'].includes(c.ahead(() => term(c))?.unit ?? '');
}

function ownTerm(c: Cursor): true | null {
  if (!c.word('на', 'за', 'с', 'от', 'до', 'к', 'в')) return null;
  return c.is('number') || c.isWord(monthOf) ? chain(c) && true : null;
}

/** Here begins what nobody would take for a part of a name: «ежегодно», «в течение года», «не реже», «– до 1 мая». */
export function begins(c: Cursor): boolean {
  if (c.is('dash')) {
    // «по плану на март – май» has its dash within a term.
    const within = c.is('number', -1) || c.isWord(isCalendarWord, -1);
    return !within && c.peek()!.spaced && c.ahead(() => phrase(c.skip('dash'))) !== null;
  }
  if (c.is('number')) return c.isWord((word) => /^раза?$/.test(word), 1);
  if (c.isWord((word) => word === 'но' || (rhythmOf(word) && word.endsWith('о')))) return true;
  if (c.isWord((word) => word === 'не')) return c.isWord((word) => /^(?:реже|позднее|позже|менее)$/.test(word), 1);
  const apart = c.isWord((word) => word === 'в') && c.isWord((word) => word.startsWith('теч'), 1);
  const opens = apart || c.isWord((word) => word.startsWith('втеч'));
  const ends = c.isWord((word) => word === 'до') && c.is('number', 1);
  return (opens || ends) && c.ahead(() => phrase(c)) !== null;
}
