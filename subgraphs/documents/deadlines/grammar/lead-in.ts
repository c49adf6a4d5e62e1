import type { TokenCursor } from '../lexer/cursor.js';
import { isCalendarWord } from '../lexer/lexicon.js';
import { beginningAndEnd } from './beginning-and-end.js';
import { clock } from './clock.js';
import { undated } from './events.js';
import { phrase } from './phrases.js';
import { beginsUndated } from './remarks.js';
import { rhythm } from './rhythms.js';
import { ordinalEnding } from './years.js';

/** Words that say nothing of the time: «срок исполнения:», «ориентировочно», «1 этап –»; true for «далее», «затем». */
export function leadIn(c: TokenCursor): boolean {
  let onwards = false;
  for (;;) {
    if (c.word('далее', 'затем', 'впоследствии', 'потом')) onwards = true;
    else if (
      !c.oneOf<unknown>(
        () => stage(c),
        () => label(c),
        () => timeOfDay(c),
        () => c.skipWord('в', 'во').words('первой|первая|второй|вторая половине|половина дня'),
      ) &&
      !c.word(...fillers)
    )
      return onwards;
    c.skip('colon', 'dash');
  }
}

const fillers =
  'также но ориентировочно предварительно предположительно примерно приблизительно включительно строго обязательно'.split(
    ' ',
  );

/** «срок исполнения:», «срок сдачи отчёта –», «по состоянию» */
function label(c: TokenCursor): unknown {
  if (c.words('по состоянию')) return true;
  if (c.ahead(() => beginningAndEnd(c))) return null;
  c.skipWord('ориентировочный', 'предельный', 'примерный', 'плановый');
  if (!c.word('срок', 'сроки', 'дата', 'даты', 'время')) return null;
  for (let words = 0; words < 4 && !c.isWord(isCalendarWord) && !c.isWord((word) => word.length < 3); words++)
    c.take('word');
  return c.is('colon') || c.is('dash') || null;
}

/** «в 14.00» behind a day, «с 9.00 до 17.00» before it; «до 12.00 15.03» begins a bound. */
function timeOfDay(c: TokenCursor): true | null {
  const event = c.word('начало', 'регистрация', 'сбор', 'старт') !== null;
  if (event) c.skip('dash', 'colon');
  const preposition = c.word('в', 'с', 'до', 'к');
  const time = clock(c);
  return time &&
    (event || !c.is('number') || preposition?.value === 'в' || (time === 'span' && preposition?.value === 'с'))
    ? true
    : null;
}

/** «1 этап», «II этап» */
function stage(c: TokenCursor): unknown {
  const place = c.number(1, 20) ?? (c.isWord((word) => /^[ivx]+$|^(?:перв|втор|трет)/.test(word)) && c.take('word'));
  if (place) ordinalEnding(c);
  return place ? c.word('этап', 'этапе') : null;
}

/** «Обновление по мере изменений», «Отчёт: до 15 мая»: what is to be done stands before when; «отчёт за май» is of May. */
export function activity(c: TokenCursor): unknown {
  if (!c.isWord(isActivity)) return null;
  c.at++;
  const mark = c.take('colon', 'dash');
  if (!mark && c.isWord((word) => word === 'за' || word === 'на')) return null;
  return c.ahead(() => rhythm(c) ?? phrase(c)) ?? (beginsUndated(c) ? c.ahead(() => undated(c)) : null);
}

/** «Начало – март» names a part of the time. */
function isActivity(word: string): boolean {
  return (
    /(?:[аея]ни|ти)[ея]$|ци[яи]$|(?:вка|тка|чет|ринг|лиз)$/.test(word) &&
    !/^(?:окончан|заверш|прекращ|продл|каник|течен|втечен|полуг)/.test(word)
  );
}
