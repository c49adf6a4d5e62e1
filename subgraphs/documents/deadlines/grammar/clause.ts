import type { Unit } from '../lexer/lexicon.js';
import type { RecurrenceRule, Weekday } from '../model/recurrence-rule.js';
import type { CalendarSpan } from './day-part.js';

/** The meaning of one stretch of a cell: a node of the syntax tree. */
export type DeadlineClause =
  /** Spans of days; a chain of dashes that can be taken in several ways has the others beside. */
  | { type: 'spans'; parts: CalendarSpan[]; otherwise: CalendarSpan[][]; repeated?: Repeated | null }
  /** «до», «не позднее»: inclusive; `otherwise` where the words leave open what is still meant: «до мая»; `each` of several years. */
  | {
      type: 'until';
      part: CalendarSpan;
      otherwise: CalendarSpan | null;
      each?: CalendarSpan[];
      repeated?: Repeated | null;
    }
  /** «с 1 сентября», «начиная с марта»: without an end. */
  | { type: 'from'; part: CalendarSpan }
  /** «в течение года», «весь период»; the part is the year where it is named. */
  | { type: 'whole-period'; part: CalendarSpan | null; ofYear: boolean }
  | { type: 'school-year'; part: CalendarSpan }
  | Every
  | DayOfMonth
  | Weekdays
  | { type: 'schedule'; text: string }
  /** `reckoned` where it sets days to be counted from the event: «в течение 10 дней со дня …». */
  | { type: 'event'; text: string; reckoned: boolean }
  /** «в течение месяца»: nothing says from when. */
  | { type: 'term-without-start'; text: string }
  | { type: 'continuous' }
  /** «кроме июля» */
  | { type: 'except'; parts: CalendarSpan[] }
  /** Words that are none of these; `plain` where nothing in it may be a date. */
  | { type: 'remark'; text: string; plain: boolean };

export type DeadlineClauseOf<T extends DeadlineClause['type']> = Extract<DeadlineClause, { type: T }>;

/** The days without their year, and the years from the first to the last; null where they are not one after another. */
export interface Repeated {
  base: CalendarSpan;
  years: CalendarSpan | null;
}

/** A recurrence. */
export interface Every {
  type: 'every';
  /** Null where the times do not divide their unit evenly. */
  rule: RecurrenceRule | null;
  /** «2 раза в год»: two, of a year. */
  times: number;
  of: Unit;
  /** An uncertainty that the words leave, as a Russian sentence: «не чаще», «1–2 раза», «в начале каждого месяца». */
  open: string | null;
}

/** «до 10 числа», «15-го», «5 и 20 числа»: days, −1 for the last, of the months that a rhythm beside it says. */
export interface DayOfMonth {
  type: 'day-of-month';
  days: number[];
  /** «с 1 по 10 число»: the first day, where it is named. */
  since: number | null;
  /** «до», «не позднее» stands before it. */
  until: boolean;
  /** Whose day it is: of every month, of the month after the period, of its second or last one, or `unsaid`; `bare` without even «числа». */
  month: 'every' | 'next' | 'second' | 'last' | 'unsaid' | 'bare';
  /** «следующего за отчётным кварталом»: the period, where the phrase names it. */
  of: Unit | null;
}

export interface Weekdays {
  type: 'weekdays';
  days: { nth: number | null; day: Weekday }[];
  /** Only named, without «каждый» or «по». */
  plain: boolean;
  /** «до», «к» stands before it. */
  until: boolean;
  /** Said to be of a month: «второй вторник месяца». */
  ofMonth: boolean;
}

/** How a clause is joined to the one before. */
export type Joint = 'start' | 'none' | 'comma' | 'and' | 'or' | 'line' | 'bracket';

export interface JoinedClause {
  clause: DeadlineClause;
  joint: Joint;
  /** Behind «далее», «затем». */
  onwards: boolean;
}
