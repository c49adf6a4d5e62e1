import type { Window } from './deadline-reading.js';

/** Days are ISO dates, which compare as text. A day beyond the end of its month is the last one. */
export function dayOf(year: number, month: number, day: number): string {
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(Math.min(day, daysIn(year, month)), 2)}`;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

/** Without a year February has 29 days. */
export function daysIn(year: number | null, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year === null || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) ? 29 : 28;
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);
}

export function daysBetween(first: string, last: string): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000);
}

export function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

export function monthNumberOf(day: string): number {
  return Number(day.slice(5, 7));
}

/** 0 for Monday. */
export function weekdayOf(day: string): number {
  return (new Date(day).getUTCDay() + 6) % 7;
}

/** The later of two days; null is no bound. */
export function later(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b > a) ? b : a;
}

export function earlier(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b < a) ? b : a;
}

/** The days of both; null where there are none. */
export function intersection(a: Window, b: Window): Window | null {
  const window = { start: later(a.start, b.start), end: earlier(a.end, b.end) };
  return window.start !== null && window.end !== null && window.start > window.end ? null : window;
}

export function contains(outer: Window, inner: Window): boolean {
  return (
    (outer.start === null || (inner.start !== null && inner.start >= outer.start)) &&
    (outer.end === null || (inner.end !== null && inner.end <= outer.end))
  );
}

export function shiftYears({ start, end }: Window, years: number): Window {
  return { start: start && shift(start, years), end: end && shift(end, years) };
}

function shift(day: string, years: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = date === daysIn(year, month);
  return dayOf(year + years, month, last ? 31 : date);
}
