const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;

/** The part of RFC 5545 recurrence rules that deadlines need. */
export interface RecurrenceRule {
  freq: (typeof frequencies)[number];
  interval: number;
  byMonth: readonly number[];
  /** Days of the month, −1 for its last. */
  byMonthDay: readonly number[];
  /** Days of the week; `nth` counts them in the month, −1 for the last, null for every one. */
  byDay: readonly { nth: number | null; day: Weekday }[];
  /** −1: only the last of the days of a month that the rule names, for a day that some months lack. */
  bySetPos: -1 | null;
}

export const weekdayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof weekdayCodes)[number];

export function recurrenceRule(freq: RecurrenceRule['freq'], parts: Partial<RecurrenceRule> = {}): RecurrenceRule {
  return { freq, interval: 1, byMonth: [], byMonthDay: [], byDay: [], bySetPos: null, ...parts };
}

/** As «FREQ=MONTHLY;INTERVAL=3». */
export function formatRule({ freq, interval, byMonth, byMonthDay, byDay, bySetPos }: RecurrenceRule): string {
  return [
    `FREQ=${freq}`,
    ...(interval === 1 ? [] : [`INTERVAL=${interval}`]),
    ...(byMonth.length === 0 ? [] : [`BYMONTH=${byMonth.join(',')}`]),
    ...(byMonthDay.length === 0 ? [] : [`BYMONTHDAY=${byMonthDay.join(',')}`]),
    ...(byDay.length === 0 ? [] : [`BYDAY=${byDay.map(({ nth, day }) => `${nth ?? ''}${day}`).join(',')}`]),
    ...(bySetPos === null ? [] : [`BYSETPOS=${bySetPos}`]),
  ].join(';');
}

/** Reads what `formatRule` wrote. */
export function parseRule(text: string): RecurrenceRule {
  const values = new Map(
    text
      .split(';')
      .map((part) => part.split('=', 2))
      .map(([name = '', value = '']) => [name, value]),
  );
  const numbers = (name: string) => values.get(name)?.split(',').map(Number) ?? [];
  return {
    freq: codeIn(frequencies, values.get('FREQ')),
    interval: Number(values.get('INTERVAL') ?? 1),
    byMonth: numbers('BYMONTH'),
    byMonthDay: numbers('BYMONTHDAY'),
    byDay: (values.get('BYDAY')?.split(',') ?? []).map((part) => {
      return { nth: part.length > 2 ? Number(part.slice(0, -2)) : null, day: codeIn(weekdayCodes, part.slice(-2)) };
    }),
    bySetPos: values.get('BYSETPOS') ? -1 : null,
  };
}

function codeIn<C extends string>(codes: readonly C[], text: string | undefined): C {
  const code = codes.find((each) => each === text);
  if (code === undefined) throw new RangeError(`Expected one of ${codes.join(', ')}, got ${text}`);
  return code;
}
