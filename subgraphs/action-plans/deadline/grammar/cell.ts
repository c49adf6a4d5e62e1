import { chain } from './chain.js';
import type { Clause, Joined, Joint } from './clause.js';
import { clock } from './clock.js';
import type { Cursor } from './cursor.js';
import { undated } from './events.js';
import { isCalendarWord, monthOf } from './lexicon.js';
import { phrase } from './phrases.js';
import { rhythm } from './rhythms.js';
import { begins } from './stretch.js';
import { otherWeekdays } from './weekdays.js';
import { ordinalEnding } from './years.js';

/**
 * A whole cell: phrases set apart by commas, «и», new lines, brackets or nothing. Whatever is none of them is a remark,
 * so every token is accounted for.
 */
export function readCell(c: Cursor): Joined[] {
  const found: Joined[] = [];
  readList(c, found, 'start', 0);
  return found;
}

/** A cell with more is no deadline, and reading it on would only cost time. */
const mostClauses = 64;

function readList(c: Cursor, found: Joined[], first: Joint, depth: number): void {
  let joint = first;
  while (!c.done) {
    if (found.length === mostClauses) {
      const from = c.at;
      c.at = c.tokens.length;
      found.push({ clause: { type: 'remark', text: c.since(from), plain: false }, joint, onwards: false });
      return;
    }
    const parted = separators(c);
    if (parted && joint === 'none') joint = parted;
    if (c.is('close')) {
      if (depth > 0) return;
      c.at++;
      continue;
    }
    if (depth === 0) c.attempt(() => c.number(1, 9) && c.take('close'));
    if (depth === 0 && found.length === 0) c.attempt(() => activity(c));
    const onwards = leadIn(c);
    // A time of day or a label may stand before a mark: «15 марта в 14.00, 20 апреля».
    if (c.ahead(() => separators(c))) {
      if (!onwards) continue;
      separators(c);
    }
    if (c.is('open') && depth < 3) {
      c.at++;
      readList(c, found, found.length === 0 ? 'start' : 'bracket', depth + 1);
      c.skip('close');
    } else if (!c.done && !c.is('close')) {
      found.push({ clause: clause(c, found.at(-1)?.clause), joint, onwards });
    }
    joint = 'none';
  }
}

function clause(c: Cursor, before: Clause | undefined): Clause {
  return (
    c.oneOf<Clause>(
      () => except(c),
      () => rhythm(c),
      () => phrase(c),
      () => undated(c),
    ) ?? remark(c, before)
  );
}

/** What parts that which stands before from what follows; null where nothing does. */
function separators(c: Cursor): Joint | null {
  let strongest: Joint | null = null;
  for (; ; c.at++) {
    if (c.is('comma') || c.is('slash')) strongest ??= 'comma';
    else if (c.is('semicolon') || c.is('newline')) strongest = strongest === 'or' ? 'or' : 'line';
    else if (c.isWord((word) => word === 'или' || word === 'либо')) strongest = 'or';
    else if (c.isWord((word) => word === 'и' || word === 'а')) strongest ??= 'and';
    else if (c.is('dot') || c.is('colon') || c.is('dash')) strongest ??= 'none';
    else return strongest;
  }
}

/** Words that say nothing of the time: «срок исполнения:», «ориентировочно», «1 этап –»; true for «далее», «затем». */
function leadIn(c: Cursor): boolean {
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
function label(c: Cursor): unknown {
  if (c.words('по состоянию')) return true;
  c.skipWord('ориентировочный', 'предельный', 'примерный', 'плановый');
  if (!c.word('срок', 'сроки', 'дата', 'даты', 'время')) return null;
  for (let words = 0; words < 4 && !c.isWord(isCalendarWord) && !c.isWord((word) => word.length < 3); words++)
    c.take('word');
  return c.is('colon') || c.is('dash') || null;
}

/** «Обновление по мере изменений», «Отчёт: до 15 мая»: what is to be done stands once before when. */
function activity(c: Cursor): unknown {
  if (!c.isWord(isActivity)) return null;
  c.at++;
  c.skip('colon', 'dash');
  return c.ahead(() => rhythm(c) ?? phrase(c) ?? undated(c));
}

/** «Начало – март» names a part of the time. */
function isActivity(word: string): boolean {
  return (
    /(?:[аея]ни|ти)[ея]$|ци[яи]$|(?:вка|тка|чет|ринг|лиз)$/.test(word) &&
    !/^(?:окончан|заверш|прекращ|продл|каник|течен|втечен|полуг)/.test(word)
  );
}

/** «в 14.00» behind a day, «с 9.00 до 17.00» before it; «до 12.00 15.03» begins a bound. */
function timeOfDay(c: Cursor): true | null {
  const opened = c.word('в', 'с', 'до', 'к');
  const read = clock(c);
  return read && (!c.is('number') || opened?.value === 'в' || (read === 'span' && opened?.value === 'с')) ? true : null;
}

/** «1 этап», «II этап» */
function stage(c: Cursor): unknown {
  const place = c.number(1, 20) ?? (c.isWord((word) => /^[ivx]+$|^(?:перв|втор|трет)/.test(word)) && c.take('word'));
  if (place) ordinalEnding(c);
  return place ? c.word('этап', 'этапе') : null;
}

/** «кроме июля и августа», «за исключением летнего периода» */
function except(c: Cursor): Clause | null {
  if (!c.word('кроме', 'исключая') && !c.words('за исключением')) return null;
  const days = c.attempt(() => otherWeekdays(c));
  if (days) return days;
  const parts = chain(c)?.parts;
  if (!parts) return null;
  for (;;) {
    const more = c.attempt(() => (c.take('comma') ?? c.word('и')) && chain(c)?.parts) ?? null;
    if (!more || parts.length > 12) return { type: 'except', parts };
    parts.push(...more);
  }
}

/** Up to a mark that parts, or to where a phrase plainly begins. */
function remark(c: Cursor, before: Clause | undefined): Clause {
  const from = c.at;
  let plain = true;
  do {
    plain &&= (!c.isWord(isCalendarWord) || isName(c)) && (!c.is('number') || isCount(c, before));
    c.at++;
  } while (!c.done && !marks.includes(c.peek()!.kind) && !begins(c) && !isLabel(c));
  return { type: 'remark', text: c.since(from), plain };
}

const marks = ['comma', 'semicolon', 'newline', 'open', 'close'];

/** «Педагогический совет: август, ноябрь» */
function isLabel(c: Cursor): boolean {
  return c.is('colon') && c.ahead(() => phrase(c.skip('colon'))) !== null;
}

/** «День защиты детей», «Год семьи»: a unit of time that only names something. */
function isName(c: Cursor): boolean {
  const named = c.isWord((word) => /^(?:день|дня|дню|неделя|неделе|год|года|году)$/.test(word));
  return (
    named && c.isWord((word) => word.length > 3 && !isCalendarWord(word) && !/^(?:кажд|следующ|отчетн)/.test(word), 1)
  );
}

/** A number that counts things («9 классы», «1–4 кл.»), names one («школа № 5») or goes on with a remark («ул. Мира, 2»). */
function isCount(c: Cursor, before: Clause | undefined): boolean {
  const ahead = c.is('dash', 1) && c.is('number', 2) ? 3 : 1;
  const counts = c.isWord(
    (word) => (word.length > 2 || word === 'кл') && !isCalendarWord(word) && monthOf(word) === undefined,
    ahead,
  );
  const names = c.isWord((word) => word === 'n', -1) || c.peek(-1)?.value === '№' || c.peek(-1)?.value === 'No';
  const goesOn = before?.type === 'remark' && before.plain && (c.at + 1 >= c.tokens.length || !c.is('dot', 1));
  return counts || names || goesOn;
}
