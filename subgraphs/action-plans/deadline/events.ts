import type { Clause } from './clause.js';
import type { Cursor } from './cursor.js';
import { cardinalOf, rhythmOf, unitOf } from './lexicon.js';
import { phrase } from './phrases.js';

/** What sets the time without naming it: another document, an event, or nothing at all («постоянно»). */
export function open(c: Cursor): Clause | null {
  return c.oneOf<Clause>(
    () => continuous(c),
    () => relative(c),
    () => schedule(c),
    () => event(c),
  );
}

/** «постоянно», «на постоянной основе», «систематически», «текущая деятельность ОО» */
function continuous(c: Cursor): Clause | null {
  const read = c.oneOf<unknown>(
    () => c.lexeme((word) => (alone.has(word) ? true : undefined)),
    () => c.words('на постоянной|регулярной|систематической|непрерывной основе'),
    () => c.words('в постоянном|текущем|рабочем|непрерывном|ежедневном режиме|порядке'),
    () => (c.words('текущая|постоянная деятельность|работа') ? rest(c) : null),
  );
  return read ? { type: 'continuous' } : null;
}

const alone = new Set(['постоянно', 'систематически', 'регулярно', 'непрерывно', 'бессрочно', 'перманентно']);

/** «в течение 10 рабочих дней со дня …», «за 3 дня до …», «в трёхдневный срок», «не позднее 5 дней после …» */
function relative(c: Cursor): Clause | null {
  const at = c.at;
  const opened = c.oneOf<unknown>(
    () => (c.words('в|не течение|течении') || c.words('течение') ? true : null),
    () => (c.words('не позднее|позже|ранее') ? (c.word('чем'), c.word('через', 'за'), true) : null),
    () => c.word('за', 'через', 'спустя'),
    () => c.words('по истечении'),
    () => c.word('в'),
  );
  if (!opened) return null;
  if (c.tokens[at]!.value === 'в' && c.at === at + 1) return termOfDays(c, at);
  const many = c.oneOf(
    () => c.number(1, 99),
    () => c.lexeme(cardinalOf),
  );
  c.attempt(() => (c.take('open'), c.lexeme(cardinalOf) !== null && c.take('close')) || null);
  c.word('рабочих', 'календарных', 'рабочего', 'календарного', 'учебных', 'банковских', 'одного');
  const unit = c.lexeme(unitOf);
  if (unit === null || (many === null && !['month', 'week', 'day', 'quarter'].includes(unit))) return null;
  return reckoned(c, at);
}

/** «в 10-дневный срок», «в трёхдневный срок», «в месячный срок» */
function termOfDays(c: Cursor, at: number): Clause | null {
  const length = c.attempt(() => (c.number(1, 99) === null ? null : (c.take('dash'), true)));
  const word = c.take('word');
  if (!word || !/^(?:[а-я]*дневный|недельный|месячный)$/.test(word.value) || (word.value === 'дневный' && !length))
    return null;
  return c.word('срок') ? reckoned(c, at) : null;
}

function reckoned(c: Cursor, at: number): Clause | null {
  const since = c.oneOf<unknown>(
    () => c.words('со|с дня|момента|даты'),
    () => c.words('после|до|перед|от'),
    () => c.words('по'),
  );
  if (since && rest(c)) return { type: 'event', text: c.since(at) };
  return since ? null : { type: 'term-without-start', text: c.since(at) };
}

/** «по отдельному графику», «в соответствии с планом работы МСО», «согласно приказу», «календарные учебные графики» */
function schedule(c: Cursor): Clause | null {
  const at = c.at;
  const headed = c.oneOf<unknown>(
    () => (c.word('согласно', 'сообразно') ? true : null),
    () => (
      c.word('в'), c.lexeme((word) => (word === 'соответствии' ? true : undefined)) && c.words('с|со') ? true : null
    ),
    () => c.words('в установленные|определенные|указанные|утвержденные|предусмотренные|намеченные'),
    () => c.words('в сроки') || c.words('в срок'),
    () => (c.word('по'), documentNoun(c)),
  );
  if (!headed) return null;
  rest(c);
  return { type: 'schedule', text: c.since(at) };
}

/** A noun for a document that sets dates, behind what describes it. */
function documentNoun(c: Cursor): true | null {
  for (let described = 0; described <= 4; described++) {
    const word = c.take('word');
    if (!word) return null;
    if (c.is('dash') && !c.peek()!.spaced && c.is('word', 1)) {
      if (documents.test(word.value)) c.at += 2;
    }
    if (documents.test(word.value)) return true;
    if (!adjective.test(word.value)) return null;
  }
  return null;
}

const documents =
  /^(?:график|план|расписани|циклограмм|календар[ьеяю]|приказ|распоряжени|положени|регламент|программ|порядк|дорожн|сетк|срок(?:ам|и)|письм|указани)/;
const adjective = /(?:ый|ий|ой|ые|ие|ому|ему|ым|им|ая|яя|ых|их|ого|его)$/;

/** «по мере необходимости», «после утверждения плана», «при поступлении», «по факту», «по результатам мониторинга» */
function event(c: Cursor): Clause | null {
  const at = c.at;
  const headed = c.oneOf<unknown>(
    () => c.lexeme((word) => (heads.has(word) ? true : undefined)),
    () => c.word('по') && c.lexeme((word) => (causes.test(word) ? true : undefined)),
    () => c.lexeme((word) => (/^по(?:результатам|итогам|факту|мере)$/.test(word) ? true : undefined)),
    () => c.words('с|со момента|дня'),
    () => c.words('в день|дни|случае|ходе|рамках|момент|процессе|преддверии|связи|зависимости'),
    () => c.words('во время'),
    () => c.words('до|к|ко началу|начала|проведения|дню|открытия|окончания'),
    () => c.words('не позднее|позже'),
  );
  if (!headed) return null;
  const more = rest(c);
  const complete =
    more ||
    c.tokens[at]!.value === 'по' ||
    /^(?:незамедлительно|немедленно|порезультатам|пофакту|поитогам)$/.test(c.tokens[at]!.value);
  return complete ? { type: 'event', text: c.since(at) } : null;
}

const heads = new Set(['при', 'после', 'перед', 'накануне', 'незамедлительно', 'немедленно', 'одновременно']);
const causes =
  /^(?:мере|факту|необходимости|потребности|запрос[а-я]*|заявк[а-я]*|заявлени[а-я]*|обращени[а-я]*|итогам|результатам|окончании|завершении|поступлени[а-я]*|получении|согласовани[а-я]*|требовани[а-я]*|приглашени[а-я]*|вызов[а-я]*|поручени[а-я]*|решени[а-я]*|готовности|предложени[а-я]*|договоренности|ситуации|выявлени[а-я]*|возможности|наличи[а-я]*|востребованности|индивидуальн[а-я]*|инициативе|желанию|истечении|мере|рекомендаци[а-я]*|случа[а-я]*)$/;

/**
 * Goes on to the end of the stretch: a mark that parts, or where another phrase plainly begins. True if it read a word.
 */
function rest(c: Cursor): true | null {
  const from = c.at;
  let depth = 0;
  while (!c.done) {
    const { kind } = c.peek()!;
    if (
      depth === 0 &&
      (kind === 'comma' || kind === 'semicolon' || kind === 'newline' || kind === 'open' || kind === 'close')
    )
      break;
    if (c.at > from && begins(c)) break;
    depth += kind === 'open' ? 1 : 0;
    c.at++;
  }
  while (c.at > from && ['dot', 'dash', 'colon'].includes(c.peek(-1)!.kind)) c.at--;
  return c.tokens.slice(from, c.at).some(({ kind }) => kind === 'word') ? true : null;
}

/** A phrase that nobody would take for a part of a name: «ежегодно», «в течение года», «не реже», «– до 1 мая». */
function begins(c: Cursor): boolean {
  const token = c.peek()!;
  if (token.kind === 'dash') return token.spaced && c.ahead(() => (c.take('dash'), phrase(c))) !== null;
  if (token.kind !== 'word')
    return token.kind === 'number' && c.is('word', 1) && ['раз', 'раза'].includes(c.peek(1)!.value);
  if (rhythmOf(token.value)) return /но$/.test(token.value);
  if (token.value === 'но') return true;
  if (token.value === 'не') return ['реже', 'позднее', 'менее', 'позже'].includes(c.peek(1)?.value ?? '');
  if (token.value === 'в' && /^теч/.test(c.peek(1)?.value ?? '')) return c.ahead(() => phrase(c)) !== null;
  return token.value === 'до' && c.is('number', 1) && c.ahead(() => phrase(c)) !== null;
}
