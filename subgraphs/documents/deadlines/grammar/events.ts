import type { TokenCursor } from '../lexer/cursor.js';
import type { DeadlineClause } from './clause.js';
import { holidays } from './holidays.js';
import { reckoned } from './reckoned.js';
import { schedule } from './schedules.js';
import { described, rest } from './stretch.js';

/** Clauses that set the time without naming it: another document, an event, or nothing at all («постоянно»). */
export function undated(c: TokenCursor): DeadlineClause | null {
  return c.oneOf<DeadlineClause>(
    () => continuous(c),
    () => reckoned(c),
    () => schedule(c),
    () => event(c),
  );
}

/** «постоянно», «на постоянной основе», «систематически», «в рабочем порядке», «текущая деятельность ОО» */
function continuous(c: TokenCursor): DeadlineClause | null {
  const words = c.oneOf<unknown>(
    () => c.lexeme((word) => (steadily.has(word) ? true : undefined)),
    () => c.word('пост') && c.skip('dot'),
    () => c.words('на постоянной|регулярной|систематической|непрерывной основе'),
    () => c.words('в постоянном|текущем|рабочем|непрерывном|плановом|оперативном|штатном|обычном режиме|порядке'),
    () => c.words('текущая|постоянная|плановая|повседневная деятельность|работа') && (rest(c) ?? true),
  );
  return words ? { type: 'continuous' } : null;
}

const steadily = new Set(
  'постоянно систематически регулярно непрерывно бессрочно постоянный постоянная круглосуточно'.split(' '),
);

/** «по мере необходимости», «после утверждения плана», «при поступлении», «по факту», «по результатам мониторинга» */
function event(c: TokenCursor): DeadlineClause | null {
  const at = c.at;
  const headed = c.oneOf<'complete' | 'open'>(
    () => c.lexeme((word) => (isCause(word.replace(/^по/, '')) && word.startsWith('по') ? 'complete' : undefined)),
    () => c.word('по') && c.lexeme((word) => (isCause(word) ? 'complete' : undefined)),
    () => c.word('по') && described(c, isCause) && 'complete',
    () => c.word(...atOnce) && 'complete',
    () => c.words('в кратчайшие|кратчайший|ближайшие сроки|срок') && 'complete',
    () => inHolidays(c) && 'complete',
    () => c.words('в праздничные|выходные|нерабочие дни') && 'complete',
    () => c.word('при', 'после', 'перед', 'накануне', 'одновременно', 'сразу') && 'open',
    () => c.words('с|со|на|до момента|дня|даты|момент|дату') && 'open',
    () => c.words('в день|дни|случае|случаях|ходе|рамках|момент|процессе|преддверии|канун|связи|зависимости') && 'open',
    () => c.words('во время') && 'open',
    () => c.words('до|к|ко началу|начала|проведения|дню|открытия|окончания') && 'open',
    () => c.words('до|к|ко конца|концу|завершения|завершению') && described(c, isHappening) && 'complete',
    () => lasting(c) !== null && described(c, isHappening) && 'complete',
  );
  if (!headed) return null;
  const more = rest(c, { named: headed === 'complete' });
  return headed === 'complete' || more ? { type: 'event', text: c.since(at), reckoned: false } : null;
}

/** «в период весенних школьных каникул», «на летних каникулах», «осенние и зимние каникулы» */
function inHolidays(c: TokenCursor): true | null {
  if (!lasting(c) && !c.words('в дни') && !c.words('во время')) c.skipWord('в', 'на', 'за');
  return holidays(c);
}

const atOnce = ['незамедлительно', 'немедленно', 'безотлагательно', 'срочно', 'сразу', 'оперативно', 'своевременно'];

function lasting(c: TokenCursor): unknown {
  return (
    c.words('в|на|за период') ?? c.words('в течение|течении') ?? c.words('на протяжении') ?? c.word('до', 'к', 'ко')
  );
}

export function isCause(word: string): boolean {
  return causes.test(word);
}

const causes =
  /^(?:мере|факту|необходимости|потребности|надобности|запрос|заявк|заявлени|обращени|итогам|результатам|окончани|завершени|поступлени|получени|прибыти|достижени|истечени|возникновени|показани|согласовани|требовани|приглашени|вызов|поручени|решени|готовности|предложени|договоренности|ситуации|выявлени|возможности|наличи|востребованности|инициативе|желанию|рекомендаци|случа)/;

/**
 * What takes place, at a time that is not said: nouns of action, and some others. A misspelt month is none of these, so
 * «до сентебряя» stays unread.
 */
function isHappening(word: string): boolean {
  return /(?:ни|ти|ци|си)[яюией]$/.test(word) || happenings.test(word);
}

const happenings =
  /^(?:сезон|период|смен|срок|месячник|декадник|акци|карантин|эпидеми|конкурс|экзамен|выпускн|каникул|праздник|дат(?:ам|е|ы)$|юбиле|годовщин|выбор|приезд|выезд|отъезд|сдач|приемк|проверк|встреч|совет|педсовет|утренник|процедур|отпуск|кампани|подготовк|уборк|учен|соревновани)/;
