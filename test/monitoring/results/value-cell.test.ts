import '../../../subgraphs/domains.js';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { measuringScale } from '../../../subgraphs/monitoring/imports/observations/level-cell.js';
import { readResult } from '../../../subgraphs/monitoring/imports/observations/value-cell.js';

const plain = measuringScale(null);
const percent = { ...plain, min: 0, max: 100 };

describe('A cell of results', () => {
  it.each<[string, string, object]>([
    ['12,5', '%', { value: 12.5 }],
    ['12.5 %', '%', { value: 12.5 }],
    ['12,5 процента', '%', { value: 12.5 }],
    ['1 234,5', 'чел.', { value: 1234.5 }],
    ['1\u00a0234 ЧЕЛ', 'чел.', { value: 1234 }],
    ['−3', 'балл', { value: -3 }],
    ['-0', 'балл', { value: 0 }],
    ['н/д', '%', { status: 'MISSING' }],
    ['–', '%', { status: 'MISSING' }],
    ['Не применимо', '%', { status: 'NOT_APPLICABLE' }],
    ['NaN', '%', { problem: expect.any(String) }],
    ['Infinity', '%', { problem: expect.any(String) }],
    ['1e5', '%', { problem: expect.any(String) }],
    ['1,234.5', '%', { problem: expect.any(String) }],
    ['12 34', '%', { problem: expect.any(String) }],
    ['12-15', '%', { problem: expect.any(String) }],
    ['около 12', '%', { problem: expect.any(String) }],
    ['12 чел.', '%', { problem: expect.any(String) }],
    ['81.5%', 'доля', { problem: expect.any(String) }],
  ])('«%s» of «%s» is %p', (text, unit, expected) => {
    expect(readResult(text, plain, unit)).toMatchObject(expected);
  });

  it('is refused beyond its scale, with its ends', () => {
    expect(readResult('100', percent, '%')).toMatchObject({ value: 100 });
    const problem = 'ожидается значение от 0 до 100';
    expect(readResult('100,1', percent, '%')).toEqual({ code: 'VALUE_OUT_OF_RANGE', problem, suggestion: null });
    expect(readResult('-1', percent, '%')).toMatchObject({ code: 'VALUE_OUT_OF_RANGE' });
  });

  it.each<[string, string, object]>([
    ['MKDO', 'Базовый уровень', { level: 'MKDO/L3' }],
    ['MKDO', 'базовый', { level: 'MKDO/L3' }],
    ['MKDO', 'L5', { level: 'MKDO/L5' }],
    ['MKDO', '2', { level: 'MKDO/L2' }],
    ['MKDO', '3,5', { problem: expect.any(String) }],
    ['MKDO', '6', { problem: expect.any(String) }],
    ['KRASNODAR_CLUSTER', 'стремящийся к базовому', { level: 'KRASNODAR_CLUSTER/APPROACHING_BASIC' }],
    ['KRASNODAR_CLUSTER', 'ELEVATED', { level: 'KRASNODAR_CLUSTER/ELEVATED' }],
    ['KRASNODAR_CLUSTER', '1', { problem: expect.any(String) }],
    ['KRASNODAR_CLUSTER', 'повышеный', { suggestion: 'Повышенный' }],
  ])('on the scale %s «%s» is %p', (scale, text, expected) => {
    expect(readResult(text, measuringScale(scale), '')).toMatchObject(expected);
  });

  it('gives the number back that it was written from, however Russians write it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.integer({ min: 0, max: 4 }), (whole, digits) => {
        const value = whole / 10 ** digits;
        const written = value.toLocaleString('ru-RU', { minimumFractionDigits: digits, maximumFractionDigits: digits });
        expect(readResult(`${written} %`, plain, '%')).toMatchObject({ value: Number(value.toFixed(digits)) || 0 });
      }),
      { verbose: 1 },
    );
  });
});
