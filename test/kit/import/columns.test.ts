import { describe, expect, it } from '@jest/globals';
import type { TableCell } from '../../../subgraphs/documents/formats/rows/table-row.js';
import { nearest } from '../../../subgraphs/documents/words/nearest-word.js';
import {
  calendarDay,
  choice,
  code,
  registrationNumber,
  text,
  url,
  wholeNumber,
} from '../../../subgraphs/kit/import/import-columns.js';
import { several } from '../../../subgraphs/kit/import/multiple-values.js';

const cell = (value: string, kind: TableCell['kind'] = 'TEXT'): TableCell => ({ text: value, kind });

describe('a day', () => {
  it.each([
    ['01.09.2024', '2024-09-01'],
    ['1.9.24', '2024-09-01'],
    ['2024-09-01', '2024-09-01'],
    ['2024-09-01 00:00:00', '2024-09-01'],
    ['01/09/2024 г.', '2024-09-01'],
    ['1 сентября 2024 года', '2024-09-01'],
    ['«17» мая 2024 г.', '2024-05-17'],
    ['5 марта 2024', '2024-03-05'],
    ['29.02.2024', '2024-02-29'],
    [' 31.12.2024 23:59', '2024-12-31'],
  ])('%s is read', (written, expected) => {
    expect(calendarDay('Дата').parse(cell(written))).toEqual({ value: expected });
  });

  it.each([
    ['31.02.2024', 'дня 31 в этом месяце нет: в нём 29 дней'],
    ['31-02-2023', 'в нём 28 дней'],
    ['00.01.2024', 'дня 0'],
    ['12.13.2024', 'месяца 13 нет'],
    ['01.01.0024', 'ожидается год'],
    ['сентябрь 2024', 'ожидается дата'],
    ['45292', 'формат даты'],
    ['в течение года', 'ожидается дата'],
  ])('%s is refused', (written, problem) => {
    expect(calendarDay('Дата').parse(cell(written))).toEqual({ problem: expect.stringContaining(problem) });
  });
});

describe('a registration number', () => {
  it.each([
    ['inn', '7707083893', null],
    ['inn', '500100732259', null],
    ['inn', '7707083890', 'контрольное число'],
    ['inn', '500100732258', 'контрольное число'],
    ['inn', '770708389', '10 цифр'],
    ['kpp', '770701001', null],
    ['kpp', '7707AB001', null],
    ['kpp', '77070100', '9 знаков'],
    ['ogrn', '1027700132195', null],
    ['ogrn', '304500116000157', null],
    ['ogrn', '1027700132196', 'контрольное число'],
    ['ogrn', '10277001', '13 цифр'],
  ] as const)('%s %s', (kind, digits, problem) => {
    const parsed = registrationNumber(kind, 'Номер').parse(cell(digits));
    expect(parsed).toEqual(problem === null ? { value: digits } : { problem: expect.stringContaining(problem) });
  });

  it('whose first zero a spreadsheet dropped gets it back, with a remark; written as text it does not', () => {
    const lost = cell('278082345', 'NUMBER');
    const column = registrationNumber('inn', 'ИНН');
    const full = ['0278082345', '0278082346', '0278082347'].map((digits) => column.parse(cell(digits)));
    expect(full.filter((one) => 'value' in one).length).toBeLessThanOrEqual(1);
    expect(column.parse(cell('278000009', 'TEXT'))).toHaveProperty('problem');
    const right = Array.from({ length: 10 }, (_, i) => `027808234${i}`).find(
      (digits) => 'value' in column.parse(cell(digits)),
    )!;
    expect(column.parse({ ...lost, text: right.slice(1) })).toEqual({
      value: right,
      remark: expect.objectContaining({ code: 'VALUE_MENDED', severity: 'WARNING', suggestion: right }),
    });
  });
});

describe('other cells', () => {
  it.each([
    [wholeNumber('N').parse(cell('1 250')), { value: 1250 }],
    [wholeNumber('N').parse(cell('12,00')), { value: 12 }],
    [wholeNumber('N').parse(cell('12,5')), { problem: expect.any(String) }],
    [wholeNumber('N').parse(cell('-3')), { problem: expect.any(String) }],
    [text('T', 5).parse(cell('  а \n б ')), { value: 'а б' }],
    [text('T', 3).parse(cell('слово')), { problem: expect.stringContaining('не больше 3') }],
    [choice('C', { ON: 'включён' }).parse(cell('Включен')), { value: 'ON' }],
    [choice('C', { ON: 'включён' }).parse(cell('on')), { value: 'ON' }],
    [choice('C', { ON: 'включён' }).parse(cell('включон')), { problem: expect.any(String), suggestion: 'включён' }],
    [url('U').parse(cell('https://ds.example/')), { value: 'https://ds.example/' }],
    [url('U').parse(cell('javascript:alert(1)')), { problem: expect.any(String) }],
    [url('U').parse(cell('data:text/html,x')), { problem: expect.any(String) }],
  ])('case %#', (parsed, expected) => expect(parsed).toEqual(expected));
});

describe('the nearest name', () => {
  const names = ['МБДОУ «Детский сад № 5»', 'МБДОУ «Детский сад № 15 Ёлочка»', 'МАДОУ «Солнышко»'];
  it.each([
    ['МБДОУ "Детский сад №5"', names[0]],
    ['Детский сад № 15 «Елочка»', names[1]],
    ['МАДОУ Солнышка', names[2]],
    ['МБДОУ «Детский сад № 6»', null],
    ['Школа искусств', null],
  ])('to %s', (written, expected) => expect(nearest(written, names)).toBe(expected));
});

describe('a code', () => {
  it.each([
    ['1.2', 'TEXT', { value: '1.2' }],
    [' KRD-2024 ', 'TEXT', { value: 'KRD-2024' }],
    ['1.2', 'NUMBER', { value: '1.2' }],
    ['2024-02-01', 'DATE', { problem: expect.stringContaining('текстовый формат') }],
    ['1 / 2', 'TEXT', { problem: expect.stringContaining('без пробелов'), suggestion: '1-2' }],
    ['a:b', 'TEXT', { problem: expect.any(String), suggestion: 'a-b' }],
    ['x'.repeat(21), 'TEXT', { problem: expect.stringContaining('а здесь 21') }],
  ] as const)('«%s» as %s', (written, kind, expected) => {
    expect(code('Код', 20).parse(cell(written, kind))).toEqual(expected);
  });
});

describe('several values in a cell', () => {
  const colours = several('Цвета', choice('Цвет', { RED: 'красный', BLUE: 'синий' }, { also: { алый: 'RED' } }));
  it.each([
    ['красный; синий', ['RED', 'BLUE']],
    ['Синий;КРАСНЫЙ; алый;', ['BLUE', 'RED']],
    ['RED\nсиний', ['RED', 'BLUE']],
  ])('%s are read, each once', (written, value) => {
    expect(colours.parse(cell(written))).toEqual({ value });
  });

  it('are refused where one of them is', () => {
    expect(colours.parse(cell('красный; синии'))).toEqual({
      problem: '«синии»: ожидается одно из: красный; синий',
      suggestion: 'синий',
    });
  });
});
