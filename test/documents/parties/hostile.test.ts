import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { orderWith, partiesOf } from './summary.js';

const words = [
  'Управление',
  'управления',
  'образования',
  'УО',
  'ОО',
  'МАУ',
  'ДПО',
  'ЦРО',
  'специалисты',
  'руководители',
  'и',
  ',',
  ';',
  '.',
  '(',
  ')',
  '«',
  '»',
  '"',
  '(далее –',
  'под руководством',
  'совместно с',
  'Примерова А.Б.',
  'А.Б.',
  '№ 5, 7',
  '–',
  ':',
  'осуществляющие',
  'города',
  'Условска',
  '__proto__',
  'constructor',
  '\u0000',
  '😀',
  'ёЁ',
  '%',
  '\\',
];

describe('A hostile cell', () => {
  it('never throws, and every party is made of words of the cell', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 30 }), (chosen) => {
        const cell = chosen.join(' ');
        const { parties, organizations } = partiesOf(orderWith([cell]));
        for (const party of parties.flat(2)) {
          expect(cell.replaceAll('\u0000', '').replace(/\s+/g, ' ')).toContain(party.text);
          expect(party.organization === null || organizations.some(({ key }) => key === party.organization)).toBe(true);
        }
        expect(new Set(organizations.map(({ key }) => key)).size).toBe(organizations.length);
        for (const { key } of organizations) expect(key).toMatch(/^[^\p{C}\p{Z}]{1,180}$/u);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['nested brackets', `Управление ${'('.repeat(3000)}УО${')'.repeat(3000)}`],
    ['quotes that never close', `МКУ ${'«'.repeat(4000)}Центр`],
    ['a thousand parties', Array.from({ length: 1000 }, (_, i) => `Отдел № ${i}`).join(', ')],
    ['one word of a megabyte', 'А'.repeat(1_000_000)],
    ['a hundred thousand «и»', 'и '.repeat(100_000)],
    ['a sentence of names', 'Примерова А.Б. '.repeat(300)],
  ])('with %s is read in less than two seconds', (_, cell) => {
    const started = process.cpuUsage();
    partiesOf(orderWith([cell]));
    const { user } = process.cpuUsage(started);
    expect(user / 1000).toBeLessThan(2000);
  });

  it('of a plan with two thousand different abbreviations is read in time that grows with the plan', () => {
    const letters = 'БВГДЖЗКЛМН';
    const cells = Array.from({ length: 2000 }, (_, i) =>
      [...String(i).padStart(5, '7')].map((digit) => letters[Number(digit)]).join(''),
    );
    const started = process.cpuUsage();
    expect(partiesOf(orderWith(cells)).issues.length).toBeGreaterThan(1800);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(8000);
  });
});
