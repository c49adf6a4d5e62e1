import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { longestDeadline, readDeadline } from '../../../subgraphs/documents/deadlines/read-deadline.js';
import { contexts } from './contexts.js';

describe('a deadline never throws', () => {
  it.each([
    ['a hundred thousand dashes', '-'.repeat(100_000)],
    ['a cell of 100 kB', 'сентябрь, '.repeat(10_000)],
    ['NULs', '\u0000март\u00002024'],
    ['lone surrogates', '\ud800март\udfff'],
    ['writing from right to left', '\u202eмарт 2024\u202c'],
    ['letters with many accents', `м${'\u0301'.repeat(1000)}арт`],
    ['numbers beyond any', `${'9'.repeat(400)}.${'9'.repeat(400)}.${'9'.repeat(400)}`],
    ['names of properties', '__proto__ constructor toString'],
    ['digits of another script', '٠١.٠٩.٢٠٢٤'],
  ])('%s', (_, text) => {
    const reading = readDeadline(text, contexts.PTZ);
    expect(reading.text).toBe(text);
    if (reading.kind !== 'UNPARSED')
      expect(reading.windows.every(({ end }) => end === null || end < '2026')).toBe(true);
  });

  it('whatever the text and the plan', () => {
    const words = fc.constantFrom(
      ...'до по с к в на не позднее реже конца начала мая март сентябрь I IV 1 2 15 31 2024 24 г. года учебного год квартал полугодие раз ежегодно каждый числа месяца далее или кроме пятница графику плану течение недели ( ) , ; - – . / : \n'.split(
        ' ',
      ),
    );
    const text = fc.oneof(
      fc.array(words, { maxLength: 40 }).map((list) => list.join(' ')),
      fc.array(words, { maxLength: 20 }).map((list) => list.join('')),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    const date = fc.option(
      fc.integer({ min: 0, max: 80_000 }).map((day) => new Date(Date.UTC(1900, 0, day)).toISOString().slice(0, 10)),
    );
    fc.assert(
      fc.property(text, date, date, date, (phrase, start, end, actDate) => {
        const reading = readDeadline(phrase, { planPeriod: { start, end }, actDate });
        expect(JSON.parse(JSON.stringify(reading))).toEqual(reading);
        for (const windows of [reading.windows, ...reading.candidates]) {
          for (const window of windows) {
            expect([window.start, window.end].every((day) => day === null || /^\d{4}-\d\d-\d\d$/.test(day))).toBe(true);
            expect(window.start === null || window.end === null || window.start <= window.end).toBe(true);
          }
        }
        if (reading.status === 'UNPARSED') expect(reading.windows).toEqual([]);
        if (reading.status === 'CLEAR') expect(reading.candidates).toEqual([]);
        if (reading.candidates.length > 0 && reading.kind !== 'RECURRING')
          expect(reading.candidates[0]).toEqual(reading.windows);
      }),
      { numRuns: 3000, seed },
    );
  });
});

const seed = Number(process.env.SEED ?? Math.trunc(Math.random() * 2 ** 31));
console.info(`SEED=${seed}`);

describe('a deadline costs little time', () => {
  const pieces = [
    'март, ',
    '- март ',
    '(',
    '1, ',
    'в течение ',
    'до 1 – ',
    'каждый ',
    'по графику – ',
    'и ',
    '1 раз ',
    'I-',
    '1.1.',
    'до конца ',
  ];
  it.each(pieces)('of «%s» again and again', (piece) => {
    const text = piece.repeat(Math.floor(longestDeadline / piece.length));
    const before = process.cpuUsage().user;
    for (let i = 0; i < 5; i++) readDeadline(text, contexts.KZL);
    expect((process.cpuUsage().user - before) / 5).toBeLessThan(300_000);
  });

  it('and a longer text is not read at all', () => {
    const text = 'март '.repeat(longestDeadline);
    expect(readDeadline(text)).toMatchObject({ text, kind: 'UNPARSED' });
  });
});
