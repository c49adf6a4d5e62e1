import type { TokenCursor } from '../lexer/cursor.js';
import type { Unit } from '../lexer/lexicon.js';
import { cardinalByWord, rhythmByWord, unitByWord } from '../lexer/lexicon.js';
import { recurrenceRule } from '../model/recurrence-rule.js';
import type { DeadlineClause, Every } from './clause.js';
import { dayOfMonth } from './day-of-month.js';
import { every } from './every.js';
import { place } from './quarters.js';
import { weekdayList, weekdays, weekdaysClause, workdays } from './weekdays.js';
import { schoolYear } from './years.js';

/** How often: «ежемесячно», «1 раз в квартал», «каждые две недели», «по вторникам», «до 10 числа каждого месяца». */
export function rhythm(c: TokenCursor): DeadlineClause | null {
  return c.oneOf<DeadlineClause>(
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
function adverb(c: TokenCursor): Every | null {
  const unit = c.lexeme(rhythmByWord);
  return unit && every(unit, 1);
}

/** «1 раз в квартал», «не реже одного раза в полугодие», «раз в 2 месяца», «дважды в год», «1–2 раза в год» */
function timesIn(c: TokenCursor): Every | null {
  const atMost = c.words('не чаще|более|больше') !== null;
  if (!atMost && !c.words('не реже|менее|меньше')) c.skipWord('минимум');
  c.attempt(() => c.skip('comma').word('чем', 'как'));
  const count = c.attempt(() => times(c));
  if (!count || !(c.word('в', 'во', 'за') ?? c.take('slash'))) return null;
  c.skipWord('каждый', 'каждое', 'каждую');
  const step = c.attempt(() => interval(c));
  if (!step) return null;
  const open = atMost || count.loose || step.loose ? 'Сказано лишь, сколько раз самое большее.' : null;
  return { ...every(step.unit, step.count, count.times), open };
}

/** «раз», «2 раза», «1–2 раза», «одного раза», «дважды» */
function times(c: TokenCursor): { times: number; loose: boolean } | null {
  const adverb = c.word('однажды', 'дважды', 'трижды', 'четырежды');
  // Not null: the lexicon has each of these four words.
  if (adverb) return { times: cardinalByWord(adverb.value)!, loose: false };
  const first = count(c);
  const second = c.attempt(() => c.take('dash') && count(c));
  if (second === null) c.attempt(() => c.take('dash') && c.word('го', 'ого', 'му', 'х', 'x', 'м'));
  if (!c.word('раз', 'раза', 'разу', 'разов', 'р')) return null;
  c.attempt(() => c.take('open') && c.word('а') && c.take('close'));
  c.skip('dot');
  return { times: first ?? 1, loose: second !== null };
}

function count(c: TokenCursor): number | null {
  return c.number(1, 60) ?? c.lexeme(cardinalByWord);
}

/** «квартал», «2 месяца», «полгода», «п/г», «учебный год», «три года»; loose where two lengths are named: «4–6 месяцев». */
export function interval(c: TokenCursor): { unit: Unit; count: number; loose: boolean } | null {
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
  const unit = c.lexeme(unitByWord);
  if (unit === null) return null;
  c.skip('dot');
  return { unit, count: many, loose: other !== null };
}

/** «каждый месяц», «каждые 2 недели», «каждый понедельник», «каждый первый вторник месяца» */
function each(c: TokenCursor): DeadlineClause | null {
  c.skipWord('в', 'через');
  if (!c.word('каждый', 'каждая', 'каждую', 'каждое', 'каждые', 'каждого', 'каждой', 'каждом', 'каждых')) return null;
  if (c.words('будний|рабочий день')) return weekdaysClause(workdays, { plain: false });
  const days = c.attempt(() => weekdayList(c));
  if (days) return { ...days, plain: false };
  const step = c.attempt(() => interval(c));
  return step && every(step.unit, step.count);
}

/** «за полугодия», «по кварталам», «в конце каждого месяца», «по итогам каждого квартала» */
function byUnits(c: TokenCursor): Every | null {
  const units = c.attempt(() => c.word('по', 'за') && c.isWord((word) => plurals.has(word)) && c.take('word'));
  const unit = units && plurals.get(units.value);
  if (unit) return every(unit, 1);
  const ends = c.words('в конце|завершение') ?? c.words('по итогам|окончании|завершении|результатам|истечении');
  const step = ends && c.word('каждого', 'каждой') && interval(c);
  return step && every(step.unit, step.count);
}

/** «в начале каждого квартала», «первая неделя каждого месяца», «в первой декаде каждого месяца» */
function partOfEach(c: TokenCursor): Every | null {
  if (c.words('в начале|середине')) {
    const step = c.word('каждого', 'каждой') && interval(c);
    return step && { ...every(step.unit, step.count), open: 'Дни внутри периода не названы.' };
  }
  const nth = place(c.skipWord('в', 'во'));
  const unit = nth && c.lexeme(unitByWord);
  if (!unit || !c.words('каждого месяца')) return null;
  if (unit === 'week') return { ...every('month', 1), open: 'Неделя месяца в правило не входит.' };
  const lastDay = [10, 20, -1][nth - 1];
  return unit === 'decade' && lastDay
    ? { ...every('decade', 1), rule: recurrenceRule('MONTHLY', { byMonthDay: [lastDay] }) }
    : null;
}

/** «(до 1 февраля) года, следующего за отчётным», «(до 30 декабря) года, предшествующего планируемому», «следующего за отчётным годом» */
function yearBesideReport(c: TokenCursor): Every | null {
  const ofYear = c.words('года') !== null;
  if (ofYear) c.skip('comma');
  const report =
    c.words('следующего за отчетным|истекшим|прошедшим|предыдущим') ??
    (ofYear && c.words('предшествующего планируемому|планируемым|очередному|плановому|отчетному'));
  if (!report) return null;
  c.skipWord('финансовым', 'финансовому', 'календарным');
  // Without «года» before it only the year behind tells it from a month or a quarter.
  const year = c.word('годом', 'году', 'года') ?? (ofYear && c.skipWord('периодом', 'периоду'));
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
