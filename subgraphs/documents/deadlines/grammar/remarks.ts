import type { TokenCursor } from '../lexer/cursor.js';
import { isCalendarWord, monthByWord } from '../lexer/lexicon.js';
import type { DeadlineClause } from './clause.js';
import { isCause, undated } from './events.js';
import { phrase } from './phrases.js';
import { begins } from './stretch.js';

/** Up to a mark that parts, or to where a phrase plainly begins. */
export function remark(c: TokenCursor, before: DeadlineClause | undefined): DeadlineClause {
  const from = c.at;
  let plain = true;
  let quoted = false;
  do {
    if (c.is('other')) quoted = opens(c) || (quoted && !/[»”"]/.test(c.valueAt()));
    // «мемориал «70 лет Победы»»: a name.
    else if (!quoted) plain &&= (!c.isWord(isCalendarWord) || isName(c)) && (!c.is('number') || isCount(c, before));
    c.at++;
  } while (!c.done && !marks.some((kind) => c.is(kind)) && !begins(c) && !beginsUndated(c) && !isLabel(c));
  return { type: 'remark', text: c.since(from), plain };
}

/** Here begins a quotation that also ends. */
function opens(c: TokenCursor): boolean {
  return /[«“„]/.test(c.valueAt()) && c.tokens.slice(c.at + 1).some(({ value }) => /[»”]/.test(value));
}

const marks = ['comma', 'semicolon', 'newline', 'open', 'close'] as const;

/** «(внесение изменений) по мере необходимости», «(размещение) в течение 10 дней …» */
export function beginsUndated(c: TokenCursor): boolean {
  const event = c.isWord((word) => word === 'по') && c.isWord(isCause, 1);
  const length = c.isWord((word) => word === 'в') && c.isWord((word) => word === 'течение', 1);
  if (event || length) return c.ahead(() => undated(c)) !== null;
  return c.isWord((word) =>
    /^(?:при|после|незамедлительно|немедленно|постоянно|систематически|регулярно|согласно)$/.test(word),
  );
}

/** «Педагогический совет: август, ноябрь» */
function isLabel(c: TokenCursor): boolean {
  return c.is('colon') && c.ahead(() => phrase(c.skip('colon'))) !== null;
}

/** «День защиты детей», «Год семьи»: a unit of time that only names something. */
function isName(c: TokenCursor): boolean {
  const isUnit = c.isWord((word) => /^(?:день|дня|дню|неделя|неделе|год|года|году)$/.test(word));
  return (
    isUnit && c.isWord((word) => word.length > 3 && !isCalendarWord(word) && !/^(?:кажд|следующ|отчетн)/.test(word), 1)
  );
}

/** A number that counts things («9 классы», «1–4 кл.»), names one («школа № 5») or goes on with a remark («ул. Мира, 2»). */
function isCount(c: TokenCursor, before: DeadlineClause | undefined): boolean {
  const ahead = c.is('dash', 1) && c.is('number', 2) ? 3 : 1;
  const counts = c.isWord(
    (word) => (word.length > 2 || word === 'кл') && !isCalendarWord(word) && monthByWord(word) === undefined,
    ahead,
  );
  const names = c.isWord((word) => word === 'n', -1) || c.peek(-1)?.value === '№' || c.peek(-1)?.value === 'No';
  const goesOn = before?.type === 'remark' && before.plain && (c.at + 1 >= c.tokens.length || !c.is('dot', 1));
  return counts || names || goesOn;
}
