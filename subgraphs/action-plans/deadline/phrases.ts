import type { Clause } from './clause.js';
import type { Cursor } from './cursor.js';
import { type Part, spanOf, startOf, wholeYears } from './part.js';
import { calendarYear, schoolYear, terms } from './terms.js';

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
    () => (c.word('в'), c.lexeme((word) => (/^течени[еи]$/.test(word) ? true : undefined))),
    () => (c.words('в теч') ? (c.take('dot'), true) : null),
    () => (c.words('на протяжении') ? true : null),
  );
  const whole = c.word('весь', 'всего', 'полный') !== null;
  if (!opened && !whole) c.word('в', 'на', 'за');
  const school = c.attempt(() => schoolYear(c));
  if (school) return { type: 'school-year', part: school };
  if (!opened && !whole) return null;
  if (c.attempt(() => planPeriod(c))) return { type: 'whole-period', part: null, ofYear: false };
  const named = c.attempt(() => chain(c));
  if (named?.type === 'spans' && named.parts.length === 1 && wholeYears(named.parts[0]!)) {
    return { type: 'whole-period', part: named.parts[0]!, ofYear: true };
  }
  if (named) return named;
  return calendarYear(c) && { type: 'whole-period', part: null, ofYear: true };
}

/** «периода реализации плана», «срока действия дорожной карты» */
function planPeriod(c: Cursor): true | null {
  if (!c.word('период', 'периода', 'срок', 'срока', 'времени')) return null;
  c.word('реализации', 'действия', 'исполнения', 'выполнения', 'проведения');
  c.word('дорожной', 'настоящего', 'данного', 'муниципальной');
  c.word('плана', 'программы', 'проекта', 'мероприятий', 'мероприятия', 'карты', 'концепции');
  c.word('мероприятий');
  return true;
}

/** «с 1 сентября по 15 октября 2024», «от 01.09 до 15.09», «с 1 по 15 марта», «с начала мая до конца июня» */
function fromTo(c: Cursor): Clause | null {
  const at = c.at;
  inPeriod(c);
  const opened = c.word('с', 'со', 'от', 'начиная');
  if (!opened) return null;
  if (opened.value === 'начиная') c.word('с', 'со');
  const first = c.attempt(() => boundary(c)) ?? c.attempt(() => single(c));
  if (!first) return null;
  if (first.unit === 'span' && c.tokens.slice(at, c.at).some(({ value, kind }) => value === 'по' || kind === 'dash')) {
    return { type: 'spans', parts: [first], otherwise: [] };
  }
  c.take('comma');
  if (!c.word('по', 'до')) return null;
  const last = c.attempt(() => boundary(c)) ?? single(c);
  if (!last) return null;
  c.word('включительно');
  const span = spanOf(first, last);
  return span ? { type: 'spans', parts: [span], otherwise: [] } : c.refuse(at, 'Конец периода раньше начала');
}

/** «до 01.09.2024», «в срок до 17 июля», «не позднее 1 октября», «к 1 сентября», «до конца мая», «до начала учебного года» */
function until(c: Cursor): Clause | null {
  const words = untilWords(c);
  if (!words) return null;
  const end = c.attempt(() => boundary(c));
  if (end) {
    // «до начала» is the day before, «к началу» the day itself.
    const before = end.unit === 'day' && words.includes('до') && /^нач/.test(c.peek(-1)?.value ?? '');
    return { type: 'until', part: before ? startOf(end, -1) : end, otherwise: null };
  }
  const named = single(c);
  if (!named) return null;
  c.word('включительно');
  if (['day', 'span'].includes(named.unit) || words.includes('не') || words.includes('по')) {
    return { type: 'until', part: named, otherwise: null };
  }
  // «до мая» may include May, «к маю» hardly does: the rest is left to the owner.
  const inclusive = words.includes('до');
  return { type: 'until', part: inclusive ? named : startOf(named), otherwise: inclusive ? startOf(named, -1) : named };
}

export function untilWords(c: Cursor): string[] | null {
  const at = c.at;
  const read = c.oneOf(
    () => (c.words('не позднее|позже') ? (c.word('чем'), c.word('до', 'к'), true) : null),
    () => (c.words('в срок|сроки') ? (c.word('до', 'по', 'к') ?? (c.words('не позднее') ? true : null)) : null),
    () => (c.words('срок|сроком до|по') ? true : null),
    () => c.word('до', 'к', 'ко', 'по'),
  );
  return read && c.tokens.slice(at, c.at).map(({ value }) => value);
}

/** «конца мая», «конца учебного года», «начала учебного года», «середины марта» */
function boundary(c: Cursor): Part | null {
  const edge = c.word(
    'конца',
    'концу',
    'конец',
    'окончания',
    'завершения',
    'начала',
    'началу',
    'начало',
    'середины',
    'середине',
  );
  const whole =
    edge &&
    c.oneOf<Part>(
      () => schoolYear(c),
      () => single(c),
      () => calendarYear(c),
    );
  if (!whole) return null;
  if (edge.value.startsWith('сер')) return whole.unit === 'month' ? { ...startOf(whole, 14), unit: 'day' } : null;
  return edge.value.startsWith('нач') ? startOf(whole) : whole;
}

/** «с 1 сентября 2024 года», «начиная с марта», «не ранее 15 мая» */
function from(c: Cursor): Clause | null {
  const opened = c.oneOf<unknown>(
    () => (c.words('начиная с|со') ? true : null),
    () => (c.words('не ранее|раньше') ? (c.word('чем'), c.word('с'), true) : null),
    () => c.word('с', 'со', 'после'),
  );
  if (!opened) return null;
  const named = c.attempt(() => boundary(c)) ?? single(c);
  return named && { type: 'from', part: named };
}

/** «сентябрь», «в марте – апреле», «II квартал 2024», «2023–2024 гг.» */
function spans(c: Cursor): Clause | null {
  if (!inPeriod(c)) c.word('в', 'во', 'на', 'за');
  return chain(c);
}

function inPeriod(c: Cursor): true | null {
  return c.words('в|на период') || c.words('период');
}

function single(c: Cursor): Part | null {
  const found = terms(c);
  return found?.length === 1 ? found[0]! : null;
}

/** Terms with dashes between them. Two are a span; of more it is not certain which dash is «to» and which is «and». */
function chain(c: Cursor): Clause | null {
  const at = c.at;
  const first = terms(c);
  if (!first) return null;
  const items = [first];
  const spaced: boolean[] = [];
  while (items.length < 12) {
    const next = c.attempt(() => {
      const dash = c.take('dash') ?? (items.length === 1 ? c.word('по') : null);
      if (!dash) return null;
      const wide = dash.spaced || c.peek()?.spaced === true;
      c.word('в', 'во');
      const found = terms(c);
      return found && { found, wide };
    });
    if (!next) break;
    items.push(next.found);
    spaced.push(next.wide);
  }
  if (items.length === 1) return { type: 'spans', parts: first, otherwise: [] };
  if (items.some((item) => item.length > 1)) return null;
  const flat = items.map((item) => item[0]!);
  const whole = spanOf(flat[0]!, flat.at(-1)!);
  if (!whole) return c.refuse(at, 'Конец периода раньше начала');
  if (flat.length === 2) return { type: 'spans', parts: [whole], otherwise: [] };
  const apart = groups(flat, spaced);
  return apart && { type: 'spans', parts: apart, otherwise: [[whole]] };
}

/** «Сентябрь-октябрь - декабрь»: a dash set off by blanks parts what one without them holds together. */
function groups(flat: readonly Part[], spaced: readonly boolean[]): Part[] | null {
  const mixed = spaced.includes(true) && spaced.includes(false);
  const found: Part[][] = [[flat[0]!]];
  flat.slice(1).forEach((next, i) => {
    if (mixed && !spaced[i]) found.at(-1)!.push(next);
    else found.push([next]);
  });
  const merged = found.map((group) => (group.length === 1 ? group[0]! : spanOf(group[0]!, group.at(-1)!)));
  return merged.every((one) => one !== null) ? merged : null;
}
