import { HubError } from '../../../../schema/errors/catalogue.js';

/** Where in Russia a day begins first. Its clock decides, so that nobody's today is refused. */
const easternmostHours = 12;

/** Has the day begun somewhere in Russia? */
export function hasHappened(day: string | null | undefined, now: Date): boolean {
  return !day || day <= new Date(now.getTime() + easternmostHours * 3_600_000).toISOString().slice(0, 10);
}

/** Refuses a day that has not begun anywhere in Russia: what is reported has happened. */
export function checkHappened(name: string, day: string | null | undefined, now: Date): void {
  if (day && !hasHappened(day, now)) throw new HubError('BAD_ARGUMENT', { reason: 'FUTURE', argument: name, got: day });
}
