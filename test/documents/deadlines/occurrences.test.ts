import { describe, expect, it } from '@jest/globals';
import { expand, mostOccurrences, occurrencesOf } from '../../../subgraphs/documents/deadlines/model/occurrences.js';
import { formatRule, parseRule } from '../../../subgraphs/documents/deadlines/model/recurrence-rule.js';
import { printWindows, readIn } from './contexts.js';

const year = { start: '2024-01-01', end: '2024-12-31' };
const never = { start: null, end: null };

describe('a rule', () => {
  it.each<[string, string]>([
    [
      'FREQ=MONTHLY;INTERVAL=3',
      '2024-01-01..2024-03-31; 2024-04-01..2024-06-30; 2024-07-01..2024-09-30; 2024-10-01..2024-12-31',
    ],
    ['FREQ=MONTHLY;INTERVAL=6', '2024-01-01..2024-06-30; 2024-07-01..2024-12-31'],
    ['FREQ=MONTHLY;INTERVAL=4', '2024-01-01..2024-04-30; 2024-05-01..2024-08-31; 2024-09-01..2024-12-31'],
    ['FREQ=MONTHLY;INTERVAL=5', '2024-01-01..2024-05-31; 2024-06-01..2024-10-31'],
    ['FREQ=YEARLY', '2024-01-01..2024-12-31'],
    ['FREQ=YEARLY;BYMONTH=9', '2024-09-01..2024-09-30'],
    ['FREQ=YEARLY;BYMONTH=5,6,10', '2024-05-01..2024-06-30; 2024-10-01..2024-10-31'],
    ['FREQ=YEARLY;BYMONTH=12,1', '2023-12-01..2024-01-31'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2024-02-29..2024-02-29'],
    ['FREQ=MONTHLY;BYMONTH=1,2;BYMONTHDAY=31', '2024-01-31..2024-01-31'],
    ['FREQ=MONTHLY;BYMONTH=1,2;BYMONTHDAY=28,29,30;BYSETPOS=-1', '2024-01-30..2024-01-30; 2024-02-29..2024-02-29'],
    [
      'FREQ=MONTHLY;BYMONTH=2,4;BYMONTHDAY=15,-1',
      '2024-02-15..2024-02-15; 2024-02-29..2024-02-29; 2024-04-15..2024-04-15; 2024-04-30..2024-04-30',
    ],
    ['FREQ=MONTHLY;BYMONTH=3;BYDAY=1MO,-1FR', '2024-03-04..2024-03-04; 2024-03-29..2024-03-29'],
    [
      'FREQ=WEEKLY;BYMONTH=2',
      '2024-01-29..2024-02-04; 2024-02-05..2024-02-11; 2024-02-12..2024-02-18; 2024-02-19..2024-02-25',
    ],
    [
      'FREQ=WEEKLY;BYMONTH=1;BYDAY=MO,TH',
      '2024-01-01..2024-01-01; 2024-01-04..2024-01-04; 2024-01-08..2024-01-08; 2024-01-11..2024-01-11; 2024-01-15..2024-01-15; 2024-01-18..2024-01-18; 2024-01-22..2024-01-22; 2024-01-25..2024-01-25; 2024-01-29..2024-01-29',
    ],
    ['FREQ=DAILY;INTERVAL=100', '2024-01-01..2024-04-09; 2024-04-10..2024-07-18; 2024-07-19..2024-10-26'],
  ])('%s in 2024', (rule, windows) => {
    expect(printWindows(expand(parseRule(rule), year.start, year.end, year.start))).toBe(windows);
    expect(formatRule(parseRule(rule))).toBe(rule);
  });

  it('counts every second, third … unit from the beginning of the plan', () => {
    const rule = parseRule('FREQ=YEARLY;INTERVAL=2');
    expect(printWindows(expand(rule, '2024-01-01', '2027-12-31', '2023-01-01'))).toBe(
      '2023-01-01..2024-12-31; 2025-01-01..2026-12-31',
    );
  });
});

describe('occurrences', () => {
  it.each([
    ['Ежегодно, сентябрь', '2021-09-30 2022-09-30 2023-09-30 2024-09-30'],
    ['Ежегодно', '2021-12-31 2022-12-31 2023-12-31 2024-12-31'],
    ['сентябрь 2022, далее ежегодно', '2022-09-30 2023-09-30 2024-09-30'],
    ['ежегодно до 1 июня', '2022-06-01 2023-06-01 2024-06-01'],
    ['ежегодно до 1 сентября, 2022-2023 гг.', '2022-09-01 2023-09-01'],
  ])('of «%s» are counted from the act to the end of the plan', (text, ends) => {
    const reading = readIn('KZL', text);
    expect(
      occurrencesOf(reading, reading.period!)
        .map(({ end }) => end)
        .join(' '),
    ).toBe(ends);
    expect(reading.due).toBe(ends.slice(-10));
  });

  it('leave out a first one that has mostly passed when the plan begins', () => {
    const reading = readIn('VGG', '1 раз в квартал');
    expect(occurrencesOf(reading, reading.period!).map(({ end }) => end)).toEqual([
      '2022-03-31',
      '2022-06-30',
      '2022-09-30',
      '2022-12-31',
    ]);
  });

  it('are those due in the period asked, however long before it they begin', () => {
    const reading = readIn('PTZ', 'ежеквартально');
    expect(printWindows(occurrencesOf(reading, { start: '2024-06-01', end: '2024-06-30' }))).toBe(
      '2024-04-01..2024-06-30',
    );
    expect(occurrencesOf(reading, { start: '2024-04-01', end: '2024-06-29' })).toEqual([]);
  });

  it('are none outside the plan, and all of the plan where the period asked is open', () => {
    const reading = readIn('PTZ', 'ежеквартально');
    expect(occurrencesOf(reading, { start: '2025-01-01', end: '2025-12-31' })).toEqual([]);
    expect(occurrencesOf(reading, never)).toHaveLength(4);
  });

  it('need bounds: without a plan and with an open period there are none', () => {
    const reading = readIn('NOTHING', 'ежемесячно');
    expect(occurrencesOf(reading, year)).toHaveLength(12);
    expect(occurrencesOf(reading, { start: '2024-01-01', end: null })).toEqual([]);
  });

  it(`are the first ${mostOccurrences} of a period that holds more`, () => {
    const reading = readIn('NOTHING', 'ежедневно');
    const found = occurrencesOf(reading, { start: '0001-01-01', end: '9999-12-31' });
    expect([found.length, found[0]]).toEqual([mostOccurrences, { start: '1900-01-01', end: '1900-01-01' }]);
  });

  it('of what does not recur are its windows that touch the period', () => {
    const reading = readIn('PTZ', 'Июнь, август-сентябрь');
    expect(printWindows(occurrencesOf(reading, { start: '2024-09-30', end: '2024-12-31' }))).toBe(
      '2024-08-01..2024-09-30',
    );
    expect(occurrencesOf(readIn('PTZ', 'по графику'), year)).toEqual([]);
  });
});

describe('a daily deadline over many years', () => {
  it('is due on the last day of the plan, although fewer occurrences are given', () => {
    expect(readIn('KZL', 'ежедневно').due).toBe('2024-12-31');
  });
});
