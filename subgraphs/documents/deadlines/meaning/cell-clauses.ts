import type { ClauseOf, DayOfMonth, Every, Joint, Repeated, Weekdays } from '../grammar/clause.js';
import type { Part } from '../grammar/part.js';
import type { Slot } from './dating.js';

/** The clauses of a cell, each in the place where the reading looks for it. */
export interface Sorted {
  /** What has days of its own, in order. */
  slots: Slot[];
  /** Other ways to take them. */
  otherwise: Slot[][];
  /** Positions of the slots before which «или» stands. */
  choices: number[];
  every: Every[];
  daysOfMonth: DayOfMonth[];
  weekdays: Weekdays[];
  except: Part[];
  whole: ClauseOf<'whole-period'> | null;
  school: Part | null;
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
export interface Group {
  slots: Slot[];
  otherwise: Slot[][];
  joint: Joint;
  /** The same days in several years. */
  repeated?: Repeated | null;
}
