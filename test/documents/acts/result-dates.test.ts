import { describe, expect, it } from '@jest/globals';
import { findResultDates } from '../../../subgraphs/documents/acts/plans/result-dates.js';

const year = { start: '2024-01-01', end: '2024-12-31' };

describe('days that a result names by itself', () => {
  it.each([
    ['Справка по состоянию на 20 сентября, 1 января, 1 июня', ['2024-01-01', '2024-06-01', '2024-09-20']],
    ['Отчёт по состоянию на 5 мая и 6 июня 2024', ['2024-05-05', '2024-06-06']],
    ['Отчёт по состоянию на 1 июня 2025', []],
    ['Справка по состоянию на 20', []],
    ['Отчёт по состоянию на 31 февраля', []],
    ['Протокол', []],
  ])('%s', (result, days) => expect(findResultDates([result], year)).toEqual(days));

  it('a day of every month of the plan', () => {
    const days = findResultDates(['Отчёт по состоянию на 25-е число (ежемесячно)'], {
      start: '2024-03-10',
      end: '2024-06-20',
    });
    expect(days).toEqual(['2024-03-25', '2024-04-25', '2024-05-25']);
  });

  it('the last day of months that have no such day', () => {
    expect(findResultDates(['по состоянию на 31 число каждого месяца'], year)[1]).toBe('2024-02-29');
  });

  it('none where the plan has no period', () => {
    expect(findResultDates(['Справка по состоянию на 20 сентября'], null)).toEqual([]);
  });
});
