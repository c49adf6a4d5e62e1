import type { Part } from './part.js';
import type { Rule, Weekday } from './rule.js';

/** What one stretch of a cell says. */
export type Clause =
  /** Spans of days; a chain of dashes that can be taken several ways has the other ways beside. */
  | { type: 'spans'; parts: Part[]; otherwise: Part[][] }
  /** «до», «не позднее»: inclusive; `otherwise` where the words leave open what is still meant: «до мая». */
  | { type: 'until'; part: Part; otherwise: Part | null }
  /** «с 1 сентября», «начиная с марта»: without an end. */
  | { type: 'from'; part: Part }
  /** «в течение года», «весь период»; `year` where it is named. */
  | { type: 'whole-period'; part: Part | null; ofYear: boolean }
  | { type: 'school-year'; part: Part }
  | Every
  /** «до 10 числа», «15-го»: a day of the months that a rhythm beside it says. */
  | { type: 'day-of-month'; day: number; month: 'own' | 'next' | 'last' | 'every' | 'unsaid' }
  | { type: 'weekdays'; days: { nth: number | null; day: Weekday }[]; plain: boolean }
  | { type: 'schedule'; text: string }
  | { type: 'event'; text: string }
  /** «в течение месяца»: nothing says from when. */
  | { type: 'term-without-start'; text: string }
  | { type: 'continuous' }
  /** «кроме июля» */
  | { type: 'except'; parts: Part[] }
  | { type: 'remark'; text: string; plain: boolean };

/** A recurrence; `rule` is null where the times do not divide evenly. */
export interface Every {
  type: 'every';
  rule: Rule | null;
  /** Times in its unit, where the phrase counts them: «2 раза в год». */
  times: number;
  of: string;
  /** «не чаще», «1–2 раза»: how often is not said. */
  loose: boolean;
}

export type Joint = 'start' | 'none' | 'comma' | 'and' | 'or' | 'line' | 'bracket';

export interface Joined {
  clause: Clause;
  joint: Joint;
  /** «далее», «затем»: only after what stands before. */
  then: boolean;
}
