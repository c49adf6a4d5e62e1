import type { TokenCursor } from '../lexer/cursor.js';
import { cardinalByWord, unitByWord } from '../lexer/lexicon.js';
import type { DeadlineClause } from './clause.js';
import { rest } from './stretch.js';
import { ordinalEnding } from './years.js';

/** «в течение 10 рабочих дней со дня …», «за 3 дня до …», «в трёхдневный срок», «не позднее 5 дней после …» */
export function reckoned(c: TokenCursor): DeadlineClause | null {
  const at = c.at;
  const term = c.oneOf<true>(
    () => adjectiveTerm(c),
    () => nextDay(c),
    () => lengthOfTime(c),
  );
  if (!term) return null;
  if (!c.attempt(() => since(c))) return { type: 'term-without-start', text: c.since(at) };
  return rest(c) && { type: 'event', text: c.since(at), reckoned: true };
}

/** «со дня», «после», «до», «, следующего за днём» */
function since(c: TokenCursor): unknown {
  return c.oneOf<unknown>(
    () => c.words('со|с дня|момента|даты'),
    () => c.word('после', 'до', 'перед', 'от', 'по'),
    () => c.skip('comma').words('следующего|следующих за'),
  );
}

/** «в течение 10 (десяти) рабочих дней», «за месяц», «не позднее чем за 3–5 дней», «в срок не более 3-х дней», «5 дней» */
function lengthOfTime(c: TokenCursor): true | null {
  const preposition = c.attempt(() => opening(c));
  const bare = preposition !== null && c.valueAt(-1) === 'до';
  const many = c.number(1, 99) ?? c.lexeme(cardinalByWord);
  if (many !== null) {
    c.attempt(() => c.take('dash') && (c.number(1, 99) ?? c.lexeme(cardinalByWord)));
    // «3 неделя», «2-я неделя» are places.
    if (ordinalEnding(c) && !preposition && !/^(?:[xх]|[тм]и)$/.test(c.valueAt(-1))) return null;
    c.attempt(() => c.take('open') && (c.lexeme(cardinalByWord) ?? c.take('word')) && c.take('close'));
  } else if (!preposition) return null;
  c.attempt(() => c.word('раб', 'кал', 'календ', 'банк') && c.skip('dot'));
  c.skipWord(...kindsOfDays);
  const hours = c.word('час', 'часа', 'часов', 'минут', 'минуты', 'мин') !== null;
  if (!preposition && !hours && !c.isWord((word) => genitives.includes(word))) return null;
  const unit = hours ? null : c.lexeme(unitByWord);
  if (unit) c.skip('dot');
  // Without a number a length is one of them.
  if (hours || many !== null) return hours || unit ? true : null;
  // «до дня начала смены» is no length.
  if (bare) return null;
  return unit && ['month', 'week', 'day', 'quarter'].includes(unit) ? true : null;
}

const kindsOfDays =
  'рабочих календарных рабочего календарного учебных банковских первых ближайших последующих одного рабочие рабочий рабочая'.split(
    ' ',
  );

const genitives = 'дня дней дн суток недели недель месяца месяцев мес'.split(' ');

function opening(c: TokenCursor): unknown {
  c.attempt(() => c.words('в срок|сроки') && c.skip('colon'));
  return c.oneOf<unknown>(
    () => c.skipWord('в').lexeme((word) => (/^в?течени[еи]$/.test(word) ? true : undefined)),
    () => c.words('не позднее|позже|ранее|менее|более') && than(c) && c.skipWord('через', 'за', 'до', 'в'),
    () => c.word('за', 'через', 'спустя', 'до') ?? c.words('по истечении'),
  );
}

function than(c: TokenCursor): true {
  c.attempt(() => c.skip('comma').word('чем', 'как'));
  return true;
}

/** «на следующий день», «не позднее следующего рабочего дня» */
function nextDay(c: TokenCursor): true | null {
  const preposition = c.word('на') ?? c.words('не позднее|позже');
  return preposition && c.words('следующий|следующего') && c.skipWord('рабочий', 'рабочего').words('день|дня');
}

/** «в 10-дневный срок», «в 2-х недельный срок», «в трёхдневный срок», «в месячный срок» */
function adjectiveTerm(c: TokenCursor): true | null {
  if (!c.word('в')) return null;
  const hasNumber = c.number(1, 99) !== null;
  if (hasNumber && !ordinalEnding(c)) c.skip('dash');
  const length = c.take('word')?.value ?? '';
  const adjective = /^([а-я]*)(дневн|недельн|месячн|суточн|часов)ый$/.exec(length);
  const days = adjective?.[2] === 'дневн' || adjective?.[2] === 'часов';
  return adjective && (hasNumber || !days || adjective[1] !== '') && c.word('срок') ? true : null;
}
