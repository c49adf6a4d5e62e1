import type { Clause, Joined, Joint } from './clause.js';
import type { Cursor } from './cursor.js';
import { open } from './events.js';
import { isCalendarWord } from './lexicon.js';
import { phrase } from './phrases.js';
import { rhythm } from './rhythms.js';
import { terms } from './terms.js';

/** A whole cell: phrases set apart by commas, «и», new lines, brackets or nothing. Whatever is none of them is a remark. */
export function readCell(c: Cursor): Joined[] {
  const found: Joined[] = [];
  readList(c, found, 'start', 0);
  return found;
}

function readList(c: Cursor, found: Joined[], first: Joint, depth: number): void {
  let joint = first;
  while (!c.done) {
    const parted = separators(c);
    if (parted) joint = joint === 'start' || (joint === 'bracket' && parted === 'none') ? joint : parted;
    if (c.done) return;
    if (c.is('close')) {
      if (depth > 0) return;
      c.at++;
      continue;
    }
    const then = leadIn(c);
    if (c.is('open') && depth < 3) {
      c.at++;
      readList(c, found, 'bracket', depth + 1);
      c.take('close');
      joint = 'none';
      continue;
    }
    if (c.done) return;
    const clause = c.oneOf<Clause>(
      () => except(c),
      () => rhythm(c),
      () => phrase(c),
      () => open(c),
    );
    found.push({ clause: clause ?? remark(c), joint, then });
    joint = 'none';
  }
}

/** The strongest of the marks that part what stands before from what follows; null where there is none. */
function separators(c: Cursor): Joint | null {
  let strongest: Joint | null = null;
  for (;;) {
    const token = c.peek();
    if (!token) return strongest;
    if (token.kind === 'comma' || token.kind === 'slash') strongest = strongest ?? 'comma';
    else if (token.kind === 'semicolon' || token.kind === 'newline') strongest = strongest === 'or' ? 'or' : 'line';
    else if (token.kind === 'word' && (token.value === 'или' || token.value === 'либо')) strongest = 'or';
    else if (token.kind === 'word' && (token.value === 'и' || token.value === 'а')) strongest = strongest ?? 'and';
    else if (token.kind === 'dot' || token.kind === 'colon' || token.kind === 'dash') strongest = strongest ?? 'none';
    else return strongest;
    c.at++;
  }
}

/** Words that say nothing of the time: «срок исполнения:», «ориентировочно», «1 этап –»; true for «далее», «затем». */
function leadIn(c: Cursor): boolean {
  let then = false;
  for (;;) {
    if (c.word('далее', 'затем', 'впоследствии', 'потом')) {
      then = true;
      c.take('dash');
    } else if (
      c.attempt(() => stage(c)) === null &&
      c.attempt(() => label(c)) === null &&
      !c.word('также', 'но', 'ориентировочно', 'предварительно')
    )
      return then;
    c.take('colon') ?? c.take('dash');
  }
}

function label(c: Cursor): true | null {
  const read = c.word('срок', 'сроки', 'дата', 'период');
  if (!read) return null;
  c.word('исполнения', 'реализации', 'проведения', 'выполнения', 'представления');
  return c.is('colon') || c.is('dash') ? true : null;
}

/** «1 этап –», «II этап:» */
function stage(c: Cursor): true | null {
  const place =
    c.number(1, 20) ??
    (c.peek()?.kind === 'word' && /^[ivx]+$|^(?:перв|втор|трет)/.test(c.peek()!.value) ? c.take('word') : null);
  c.attempt(() => (c.take('dash'), c.word('й', 'ый')));
  return place !== null && c.word('этап', 'этапе') ? true : null;
}

/** «кроме июля и августа», «за исключением летнего периода» */
function except(c: Cursor): Clause | null {
  if (!c.word('кроме', 'исключая') && !c.words('за исключением')) return null;
  const parts = terms(c);
  if (!parts) return null;
  const all = [...parts];
  for (;;) {
    const more = c.attempt(() => (c.take('comma') ?? c.word('и')) && terms(c));
    if (!more) return { type: 'except', parts: all };
    all.push(...more);
  }
}

/** Up to the next mark that parts, or the next place where a phrase can be read. */
function remark(c: Cursor): Clause {
  const from = c.at;
  let plain = true;
  do {
    const token = c.tokens[c.at++]!;
    plain &&= token.kind !== 'number' && !(token.kind === 'word' && isCalendarWord(token.value));
  } while (!c.done && !['comma', 'semicolon', 'newline', 'open', 'close'].includes(c.peek()!.kind));
  return { type: 'remark', text: c.since(from), plain };
}
