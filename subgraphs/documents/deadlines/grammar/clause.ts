import type { Rule, Weekday } from '../rule.js';
import type { Unit } from './lexicon.js';
import type { Part } from './part.js';

/** What one stretch of a cell says. */
export type Clause =
  /** Spans of days; a chain of dashes that can be taken in several ways has the others beside. */
  | { type: 'spans'; parts: Part[]; otherwise: Part[][]; repeated?: Repeated | null }
  /** «до», «не позднее»: inclusive; `otherwise` where the words leave open what is still meant: «до мая»; `each` of several years. */
  | { type: 'until'; part: Part; otherwise: Part | null; each?: Part[]; repeated?: Repeated | null }
  /** «с 1 сентября», «начиная с марта»: without an end. */
  | { type: 'from'; part: Part }
  /** «в течение года», «весь период»; the part is the year where it is named. */
  | { type: 'whole-period'; part: Part | null; ofYear: boolean }
  | { type: 'school-year'; part: Part }
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
  | { type: 'except'; parts: Part[] }
  /** What is none of these; `plain` where nothing in it may be a date. */
  | { type: 'remark'; text: string; plain: boolean };

export type ClauseOf<T extends Clause['type']> = Extract<Clause, { type: T }>;

/** The days without their year, and the years from the first to the last; null where they are not one after another. */
export interface Repeated {
  base: Part;
  years: Part | null;
}

/** A recurrence. */
export interface Every {
  type: 'every';
  /** Null where the times do not divide their unit evenly. */
  rule: Rule | null;
  /** «2 раза в год»: two, of a year. */
  times: number;
  of: Unit;
  /** What the words leave open, as a Russian sentence: «не чаще», «1–2 раза», «в начале каждого месяца». */
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
  /** Of every month, of the month after the period, of its second or last one, or not said; `bare` without even «числа». */
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

export interface Joined {
  clause: Clause;
  joint: Joint;
  /** Behind «далее», «затем». */
  onwards: boolean;
}
