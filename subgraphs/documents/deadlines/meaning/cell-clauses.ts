import type { DayOfMonth, DeadlineClauseOf, Every, Joint, Repeated, Weekdays } from '../grammar/clause.js';
import type { CalendarSpan } from '../grammar/day-part.js';
import type { Slot } from './date-slots.js';

/** The clauses of a cell, each in the place where the reading looks for it. */
export interface CellClauses {
  /** Spans with days of their own, in order. */
  slots: Slot[];
  /** Other ways to take them. */
  otherwise: Slot[][];
  /** Positions of the slots before which «или» stands. */
  choices: number[];
  every: Every[];
  daysOfMonth: DayOfMonth[];
  weekdays: Weekdays[];
  except: CalendarSpan[];
  whole: DeadlineClauseOf<'whole-period'> | null;
  school: CalendarSpan | null;
  /** Days stand before or behind the whole period or school year, as a deadline beside it. */
  besideWhole: boolean;
  schedule: string | null;
  trigger: string | null;
  continuous: boolean;
  withoutStart: boolean;
  /** Days are counted from an event. */
  reckoned: boolean;
  /** «до 1 апреля, ежеквартально»: a last day stands before the rhythm. */
  untilFirst: boolean;
  /** «далее ежегодно» */
  onwards: boolean;
  remarks: string[];
  /** Something is not understood that may change the days. */
  unread: boolean;
  /** Two terms stand side by side with nothing between them. */
  markMissing: boolean;
}

/** Slots that one clause gives. */
export interface SlotGroup {
  slots: Slot[];
  otherwise: Slot[][];
  joint: Joint;
  /** The same days in several years. */
  repeated?: Repeated | null;
}
