import { rule } from '../rule.js';
import type { Clause, Every } from './clause.js';
import type { Cursor } from './cursor.js';
import { dayOfMonth } from './day-of-month.js';
import { every } from './every.js';
import type { Unit } from './lexicon.js';
import { cardinalOf, rhythmOf, unitOf } from './lexicon.js';
import { place } from './quarters.js';
import { named, weekdayList, weekdays, workdays } from './weekdays.js';
import { schoolYear } from './years.js';

/** How often: «ежемесячно», «1 раз в квартал», «каждые две недели», «по вторникам», «до 10 числа каждого месяца». */
export function rhythm(c: Cursor): Clause | null {
  return c.oneOf<Clause>(
    () => adverb(c),
    () => timesIn(c),
    () => each(c),
    () => byUnits(c),
    () => partOfEach(c),
    () => yearBesideReport(c),
    () => weekdays(c),
    () => dayOfMonth(c),
  );
}

/** «ежеквартально» */
function adverb(c: Cursor): Every | null {
  const unit = c.lexeme(rhythmOf);
  return unit && every(unit, 1);
}

/** «1 раз в квартал», «не реже одного раза в полугодие», «раз в 2 месяца», «дважды в год», «1–2 раза в год» */
function timesIn(c: Cursor): Every | null {
  const atMost = c.words('не чаще|более|больше') !== null;
  if (!atMost && !c.words('не реже|менее|меньше')) c.skipWord('минимум');
  c.attempt(() => c.skip('comma').word('чем', 'как'));
  const counted = c.attempt(() => times(c));
  if (!counted || !(c.word('в', 'во', 'за') ?? c.take('slash'))) return null;
  c.skipWord('каждый', 'каждое', 'каждую');
  const found = c.attempt(() => interval(c));
  if (!found) return null;
  const open = atMost || counted.loose || found.loose ? 'Сказано лишь, сколько раз самое большее.' : null;
  return { ...every(found.unit, found.count, counted.times), open };
}

/** «раз», «2 раза», «1–2 раза», «одного раза», «дважды» */
function times(c: Cursor): { times: number; loose: boolean } | null {
  const adverb = c.word('однажды', 'дважды', 'трижды', 'четырежды');
  if (adverb) return { times: cardinalOf(adverb.value)!, loose: false };
  const first = count(c);
  const second = c.attempt(() => c.take('dash') && count(c));
  if (second === null) c.attempt(() => c.take('dash') && c.word('го', 'ого', 'му', 'х', 'x', 'м'));
  if (!c.word('раз', 'раза', 'разу', 'разов', 'р')) return null;
  c.attempt(() => c.take('open') && c.word('а') && c.take('close'));
  c.skip('dot');
  return { times: first ?? 1, loose: second !== null };
}

function count(c: Cursor): number | null {
  return c.number(1, 60) ?? c.lexeme(cardinalOf);
}

/** «квартал», «2 месяца», «полгода», «п/г», «учебный год», «три года»; loose where two lengths are named: «4–6 месяцев». */
export function interval(c: Cursor): { unit: Unit; count: number; loose: boolean } | null {
  if (c.attempt(() => schoolYear(c))) return { unit: 'school-year', count: 1, loose: false };
  const half = c.words('пол года') ?? c.attempt(() => c.word('п') && c.take('slash') && c.word('г') && true);
  if (half) return { unit: 'half', count: 1, loose: false };
  c.skipWord('учебный', 'учебную', 'учебной');
  if (c.word('четверть', 'четверти', 'триместр', 'триместра', 'семестр', 'семестра'))
    return { unit: 'term', count: 1, loose: false };
  const many = c.attempt(() => count(c)) ?? 1;
  const other = c.attempt(() => c.take('dash') && count(c));
  c.attempt(() => c.take('dash') && c.word('х', 'x', 'ми', 'ти', 'е'));
  c.skipWord('календарный', 'календарных', 'отчетный', 'рабочий');
  const unit = c.lexeme(unitOf);
  if (unit === null) return null;
  c.skip('dot');
  return { unit, count: many, loose: other !== null };
}

/** «каждый месяц», «каждые 2 недели», «каждый понедельник», «каждый первый вторник месяца» */
function each(c: Cursor): Clause | null {
  c.skipWord('в', 'через');
  if (!c.word('каждый', 'каждая', 'каждую', 'каждое', 'каждые', 'каждого', 'каждой', 'каждом', 'каждых')) return null;
  if (c.words('будний|рабочий день')) return named(workdays, { plain: false });
  const days = c.attempt(() => weekdayList(c));
  if (days) return { ...days, plain: false };
  const found = c.attempt(() => interval(c));
  return found && every(found.unit, found.count);
}

/** «за полугодия», «по кварталам», «в конце каждого месяца», «по итогам каждого квартала» */
function byUnits(c: Cursor): Every | null {
  const units = c.attempt(() => c.word('по', 'за') && c.isWord((word) => plurals.has(word)) && c.take('word'));
  if (units) return every(plurals.get(units.value)!, 1);
  const ends = c.words('в конце|завершение') ?? c.words('по итогам|окончании|завершении|результатам|истечении');
  const found = ends && c.word('каждого', 'каждой') && interval(c);
  return found && every(found.unit, found.count);
}

/** «в начале каждого квартала», «первая неделя каждого месяца», «в первой декаде каждого месяца» */
function partOfEach(c: Cursor): Every | null {
  if (c.words('в начале|середине')) {
    const found = c.word('каждого', 'каждой') && interval(c);
    return found && { ...every(found.unit, found.count), open: 'Дни внутри периода не названы.' };
  }
  const nth = place(c.skipWord('в', 'во'));
  const unit = nth && c.lexeme(unitOf);
  if (!unit || !c.words('каждого месяца')) return null;
  if (unit === 'week') return { ...every('month', 1), open: 'Неделя месяца в правило не входит.' };
  const lasts = [10, 20, -1];
  return unit === 'decade' && lasts[nth - 1]
    ? { ...every('decade', 1), rule: rule('MONTHLY', { byMonthDay: [lasts[nth - 1]!] }) }
    : null;
}

/** «(до 1 февраля) года, следующего за отчётным», «(до 30 декабря) года, предшествующего планируемому», «следующего за отчётным годом» */
function yearBesideReport(c: Cursor): Every | null {
  const named = c.words('года') !== null;
  if (named) c.skip('comma');
  const report =
    c.words('следующего за отчетным|истекшим|прошедшим|предыдущим') ??
    (named && c.words('предшествующего планируемому|планируемым|очередному|плановому|отчетному'));
  if (!report) return null;
  c.skipWord('финансовым', 'финансовому', 'календарным');
  // Without «года» before it only the year behind tells it from a month or a quarter.
  const year = c.word('годом', 'году', 'года') ?? (named && c.skipWord('периодом', 'периоду'));
  return year ? every('year', 1) : null;
}

const plurals = new Map<string, Unit>([
  ['полугодия', 'half'],
  ['полугодиям', 'half'],
  ['кварталы', 'quarter'],
  ['кварталам', 'quarter'],
  ['месяцам', 'month'],
  ['неделям', 'week'],
]);
