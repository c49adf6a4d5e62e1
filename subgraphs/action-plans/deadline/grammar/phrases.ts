import { chain } from './chain.js';
import type { Clause } from './clause.js';
import { clock } from './clock.js';
import type { Cursor } from './cursor.js';
import { reversed } from './days.js';
import { type Part, spanOf, startOf, wholeYears } from './part.js';
import { term } from './terms.js';
import { calendarYear, schoolYear } from './years.js';

/** Spans of days and their bounds: «сентябрь – ноябрь 2024», «с 1 по 15 марта», «до 01.09.2024», «в течение года». */
export function phrase(c: Cursor): Clause | null {
  return c.oneOf<Clause>(
    () => throughout(c),
    () => fromTo(c),
    () => until(c),
    () => from(c),
    () => spans(c),
  );
}

/** «в течение года», «весь период», «на протяжении учебного года», «в течение 2024 года», «в течение марта» */
function throughout(c: Cursor): Clause | null {
  if (c.word('круглогодично')) return { type: 'whole-period', part: null, ofYear: true };
  const opened = c.oneOf<true>(
    () => c.skipWord('в').lexeme((word) => (/^в?течени[еи]$/.test(word) ? true : undefined)),
    () => (c.words('в теч') ? c.skip('dot') && true : null),
    () => c.words('на протяжении'),
  );
  const whole = c.word('весь', 'всего', 'полный') !== null;
  if (!opened && !whole) c.skipWord('в', 'на', 'за');
  const school = c.attempt(() => schoolYear(c));
  if (school) return { type: 'school-year', part: school };
  if (!opened && !whole) return null;
  if (c.attempt(() => planPeriod(c))) return { type: 'whole-period', part: null, ofYear: false };
  const named = c.attempt(() => chain(c));
  const years = named?.type === 'spans' && named.parts.length === 1 && wholeYears(named.parts[0]!);
  if (years) return { type: 'whole-period', part: named.parts[0]!, ofYear: true };
  return named ?? (calendarYear(c) && { type: 'whole-period', part: null, ofYear: true });
}

/** «периода реализации плана», «срока действия дорожной карты» */
function planPeriod(c: Cursor): true | null {
  if (!c.word('период', 'периода', 'срок', 'срока')) return null;
  c.skipWord('реализации', 'действия', 'исполнения', 'выполнения', 'проведения');
  c.skipWord('дорожной', 'настоящего', 'данного', 'муниципальной');
  c.skipWord('плана', 'программы', 'проекта', 'мероприятий', 'мероприятия', 'карты', 'концепции');
  return c.skipWord('мероприятий') && true;
}

/** «с 1 сентября по 15 октября 2024», «от 01.09 до 15.09», «с 1 по 15 марта», «с начала мая до конца июня» */
function fromTo(c: Cursor): Clause | null {
  const at = c.at;
  inPeriod(c);
  if (!c.words('начиная с|со') && !c.word('с', 'со', 'от')) return null;
  const first = c.attempt(() => boundary(c)) ?? c.attempt(() => term(c));
  if (!first) return null;
  const shared = c.tokens
    .slice(at + 1, c.at)
    .some(({ value, kind }) => value === 'по' || value === 'до' || kind === 'dash');
  if (first.unit === 'span' && shared) return { type: 'spans', parts: [first], otherwise: [] };
  if (!c.skip('comma').word('по', 'до')) return null;
  const last = c.attempt(() => boundary(c)) ?? term(c);
  if (!last) return null;
  c.skipWord('включительно');
  const span = spanOf(first, last);
  return span ? { type: 'spans', parts: [span], otherwise: [] } : c.refuse(at, reversed);
}

/** «до 01.09.2024», «в срок до 17 июля», «не позднее 1 октября», «к 1 сентября», «до конца мая», «до начала учебного года» */
function until(c: Cursor): Clause | null {
  const words = untilWords(c);
  if (!words) return null;
  c.attempt(() => clock(c));
  const at = c.at;
  const end = c.attempt(() => boundary(c));
  if (end) {
    // «до начала» is the day before, «к началу» the day itself.
    const before = words.includes('до') && c.tokens[at]!.value.startsWith('нач');
    return { type: 'until', part: before ? startOf(end, -1) : end, otherwise: null };
  }
  const named = term(c);
  if (!named) return null;
  c.skipWord('включительно');
  if (['day', 'span'].includes(named.unit) || words.includes('не') || words.includes('по')) {
    return { type: 'until', part: named, otherwise: null };
  }
  // «до мая» may include May, «к маю» hardly does: which of them is left to the owner.
  const inclusive = words.includes('до');
  return { type: 'until', part: inclusive ? named : startOf(named), otherwise: inclusive ? startOf(named, -1) : named };
}

export function untilWords(c: Cursor): string[] | null {
  const at = c.at;
  const read = c.oneOf<unknown>(
    () => c.words('не позднее|позже') && c.skipWord('чем').skipWord('до', 'к', 'по'),
    () => c.words('в срок|сроки') && (c.words('не позднее') ?? c.word('до', 'по', 'к')),
    () => c.words('срок|сроком до|по'),
    () => c.word('до', 'к', 'ко', 'по'),
  );
  return read ? c.tokens.slice(at, c.at).map(({ value }) => value) : null;
}

/** «конца мая», «конца учебного года», «начала учебного года», «середины марта» */
function boundary(c: Cursor): Part | null {
  const edge = c.word(...ends, ...starts, 'середины', 'середине');
  if (edge && starts.includes(edge.value)) c.skipWord('нового', 'очередного');
  const whole =
    edge &&
    c.oneOf<Part>(
      () => schoolYear(c),
      () => term(c),
      () => calendarYear(c),
    );
  if (!whole || ends.includes(edge.value)) return whole;
  if (starts.includes(edge.value)) return startOf(whole);
  return whole.unit === 'month' ? startOf(whole, 14) : null;
}

const ends = ['конца', 'концу', 'конец', 'окончания', 'окончанию', 'завершения'];
const starts = ['начала', 'началу', 'начало'];

/** «с 1 сентября 2024 года», «начиная с марта», «не ранее 15 мая» */
function from(c: Cursor): Clause | null {
  const opened = c.oneOf<unknown>(
    () => c.words('начиная с|со'),
    () => c.words('не ранее|раньше') && c.skipWord('чем').skipWord('с'),
    () => c.word('с', 'со', 'после'),
  );
  const after = opened !== null && c.peek(-1)!.value === 'после';
  const named = opened ? (c.attempt(() => boundary(c)) ?? term(c)) : null;
  return (
    named && { type: 'from', part: after ? startOf({ ...named, first: named.last, firstYear: named.year }, 1) : named }
  );
}

/** «сентябрь», «в марте – апреле», «II квартал 2024», «2023–2024 гг.» */
function spans(c: Cursor): Clause | null {
  if (!inPeriod(c)) c.skipWord('в', 'во', 'на', 'за');
  return chain(c);
}

function inPeriod(c: Cursor): true | null {
  return c.words('в|на|за период') ?? c.words('период');
}
