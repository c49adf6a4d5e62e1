import { describe, expect, it } from '@jest/globals';
import { findCitations } from '../../../subgraphs/documents/acts/citations/find-citations.js';
import { readClauses } from '../../../subgraphs/documents/acts/clauses/clauses.js';
import { findName, nominativeOf, spacedName } from '../../../subgraphs/documents/acts/persons/signature.js';
import { periodInTitle } from '../../../subgraphs/documents/acts/plans/plan-period.js';
import { readHeader } from '../../../subgraphs/documents/acts/tables/plan-columns.js';
import { findDates } from '../../../subgraphs/documents/acts/text/dates-in-text.js';
import { canFollow, numberParts, readHeadingLabel } from '../../../subgraphs/documents/acts/text/printed-numbers.js';
import { closeSpacedLetters, readLines } from '../../../subgraphs/documents/acts/text/source-lines.js';

describe('lines', () => {
  it('clears markdown, control characters and exotic blanks, and counts lines as an editor does', () => {
    expect(readLines('**План**\r\n\tа\u00a0 б\0\n').map(({ no, text }) => [no, text])).toEqual([
      [1, 'План'],
      [2, 'а б'],
    ]);
  });

  it('closes letters set apart, and leaves short words alone', () => {
    expect(closeSpacedLetters('администрация п о с т а н о в л я е т: и в с')).toBe('администрация постановляет: ивс');
    expect(closeSpacedLetters('и в школе')).toBe('и в школе');
  });
});

describe('dates', () => {
  it.each([
    ['05.07.2024', '2024-07-05'],
    ['5.7.24', '2024-07-05'],
    ['«28» декабря 2023 г.', '2023-12-28'],
    ['10 июня 2021 г.', '2021-06-10'],
    ['29 декабря 2012 года', '2012-12-29'],
    ['1 мая 2024', '2024-05-01'],
    ['2024-07-05', '2024-07-05'],
    ['31.02.2024', null],
    ['п. 2.1.1.2024', null],
    ['12 марта', null],
  ])('«%s» is %s', (text, date) => expect(findDates(text)[0]?.date ?? null).toBe(date));

  it.each([
    ['на 2024 год', '2024-01-01', '2024-12-31'],
    ['на 2021-2024 гг.', '2021-01-01', '2024-12-31'],
    ['на 2025 – 2026 годы', '2025-01-01', '2026-12-31'],
    ['на 2024/2025 учебный год', '2024-09-01', '2025-08-31'],
    ['на 2024-2025 учебный год', '2024-09-01', '2025-08-31'],
    ['на II полугодие 2025 года', '2025-07-01', '2025-12-31'],
    ['на первое полугодие 2025 года', '2025-01-01', '2025-06-30'],
    ['на период с 01.09.2024 по 31.05.2025', '2024-09-01', '2025-05-31'],
    ['до 2024 г.', null, '2024-12-31'],
  ])('a title «%s» names %s to %s', (title, start, end) => expect(periodInTitle(title)).toEqual({ start, end }));

  it('finds no period in a number', () => expect(periodInTitle('О приказе № 2024 и 2025')).toBeNull());
});

describe('citations', () => {
  const cite = (text: string) =>
    findCitations({ text, lineAt: () => 1 }, 'BASIS').map(({ kind, number, date, article }) => [
      kind,
      number,
      date,
      article,
    ]);
  it.each([
    ['приказом управления образования № 5/1-од от 01.02.2023', [['ORDER', '5/1-од', '2023-02-01', null]]],
    ['частью 3 статьи 28 Закона от 29.12.2012 № 273-ФЗ', [['FEDERAL_LAW', '273-ФЗ', '2012-12-29', '28']]],
    ['Законом Примерной области от 01.02.2023 № 5-ОЗ', [['REGIONAL_LAW', '5-ОЗ', '2023-02-01', null]]],
    [
      'закон Краснодарского края «Об образовании» от 16.07.2013 № 2770-КЗ',
      [['REGIONAL_LAW', '2770-КЗ', '2013-07-16', null]],
    ],
    ['Законом Республики Карелия от 20.12.2013 № 1755', [['REGIONAL_LAW', '1755', '2013-12-20', null]]],
    ['областным законом от 28.06.2013 № 68-оз', [['REGIONAL_LAW', '68-оз', '2013-06-28', null]]],
    ['статьёй 3 Закона от 01.02.2023 № 953-01-ЗМО', [['REGIONAL_LAW', '953-01-ЗМО', '2023-02-01', '3']]],
    ['Законом Российской Федерации от 10.07.1992 № 3266-1', [['FEDERAL_LAW', '3266-1', '1992-07-10', null]]],
    ['Федеральным конституционным законом от 01.02.2023 № 1-ФКЗ', [['FEDERAL_LAW', '1-ФКЗ', '2023-02-01', null]]],
    ['законом от 01.02.2023 № 5', [[null, '5', '2023-02-01', null]]],
    ['решением городской Думы Условска от 01.02.2023 № 12 п. 3', [['DECISION', '12', '2023-02-01', null]]],
    ['решения Совета депутатов от 01.02.2023 № 7', [['DECISION', '7', '2023-02-01', null]]],
    ['решением педагогического совета от 01.02.2023 № 7', []],
    ['постановлением администрации г. Условска от 1 марта 2024 года № 77', [['RESOLUTION', '77', '2024-03-01', null]]],
    [
      'распоряжением от 01.02.2023 №3-р и приказом от 02.02.2023 №4',
      [
        ['DIRECTIVE', '3-р', '2023-02-01', null],
        ['ORDER', '4', '2023-02-02', null],
      ],
    ],
    ['приказом «О плане (приказ от 01.01.2020 № 1)» от 02.02.2023 № 4', [['ORDER', '4', '2023-02-02', null]]],
    ['Указом Президента Российской Федерации от', [['DECREE', null, null, null]]],
    ['приказом от 05.05.2025', [['ORDER', null, '2025-05-05', null]]],
    ['Федеральным законом от 29.12.2012г. № 273 ФЗ', [['FEDERAL_LAW', '273 ФЗ', '2012-12-29', null]]],
    ['приказом Минобрнауки России от 30.08.2013 N 1014 "О порядке"', [['ORDER', '1014', '2013-08-30', null]]],
    ['приказом Министерства просвещения №1028 от 25 ноября 2022г', [['ORDER', '1028', '2022-11-25', null]]],
    ['письма Рособрнадзора «О мониторинге» № 08-205 от 10.08.2022 г.', [['LETTER', '08-205', '2022-08-10', null]]],
    ['в целях исполнения приказа и Порядка', []],
    ['по указанию директора от 5 школ получены письма', []],
  ])('«%s»', (text, expected) => expect(cite(text)).toEqual(expected));

  it('does not take the title of an act to be issued for a citation in a row', () => {
    const text = 'Издание приказа «Об утверждении плана»';
    expect(findCitations({ text, lineAt: () => 1 }, 'MENTION')).toEqual([]);
  });
});

describe('numbers and headings', () => {
  it.each([
    ['1', [1]],
    ['2.1.', [2, 1]],
    ['1.10', [1, 10]],
    ['3)', [3]],
    ['1 раз в квартал', null],
    ['05.07.2024', null],
    ['', null],
  ])('«%s» as the number of a row: %j', (text, parts) => expect(numberParts(text)).toEqual(parts));

  it.each([
    [[1], [2], true],
    [[1], [1, 1], true],
    [[2, 3], [3], true],
    [[2, 3], [2, 4], true],
    [[2], [2], false],
    [[1], [2, 1], false],
    [[3], [12], false],
  ])('after %j may come %j: %s', (previous, next, may) => expect(canFollow(previous, next)).toBe(may));

  it.each([
    ['Раздел I. Механизмы', 'I', 'Механизмы'],
    ['РАЗДЕЛ 2 – Среда', '2', 'Среда'],
    ['ІІ. Кадры', 'II', 'Кадры'],
    ['2.Организация', '2', 'Организация'],
    ['1.2. Семья', '1.2', 'Семья'],
    ['Проведение мониторинга', null, 'Проведение мониторинга'],
    ['1 раз в квартал', null, '1 раз в квартал'],
    ['Разделы плана', null, 'Разделы плана'],
  ])('heading «%s» has the label %s', (text, label, title) =>
    expect(readHeadingLabel(text)).toMatchObject({ label, title }),
  );
});

describe('headings of tables', () => {
  const roles = (cells: string[]) =>
    readHeader(cells)
      ?.map(({ role }) => role)
      .join(' ') ?? null;
  it.each([
    [['№', 'Мероприятие', 'Срок', 'Ответственный'], 'NUMBER TITLE DEADLINE RESPONSIBLE'],
    [['№ п/п', 'Направление', 'Мероприятия', 'Дата', 'Исполнители'], 'NUMBER OTHER TITLE DEADLINE RESPONSIBLE'],
    [['№ п.п.', 'Этап', 'Период', 'Исполнитель'], 'NUMBER TITLE DEADLINE RESPONSIBLE'],
    [['Наименование показателя', 'Единица', '2024', '2025'], null],
    [['ФИО', 'Должность', 'Телефон'], null],
    [['1', 'Провести семинар', 'март'], null],
  ])('%j: %s', (cells, expected) => expect(roles(cells)).toBe(expected));
});

describe('names', () => {
  it.each([
    ['Т.В.Храмцову', 'Т.В. Храмцову'],
    ['О. М. Борискова', 'О.М. Борискова'],
    ['Условская  П. П.', 'Условская П.П.'],
  ])('«%s» is printed «%s»', (text, name) => expect(spacedName(text)).toBe(name));

  it.each([
    ['начальника отдела города Условск А.Б. Примерова.', 'А.Б. Примерова'],
    ['методиста Образцову Анну Ивановну', 'Образцову Анну Ивановну'],
    ['отдел дошкольного образования', null],
  ])('in «%s» stands %s', (text, name) => expect(findName(text)).toBe(name));

  it.each([
    ['Условскую А.Б.', 'Условская А.Б.'],
    ['А.Б. Примерова', 'А.Б. Примеров'],
    ['А.Б. Примерову', 'А.Б. Примерова'],
    ['Примерского А.Б.', 'Примерский А.Б.'],
    ['Ким А.Б.', null],
    ['Образцову Анну Ивановну', null],
  ])('«%s» in the nominative: %s', (accusative, name) => expect(nominativeOf(accusative)).toBe(name));
});

describe('points', () => {
  it('go on until the next number in turn: a year or a date at the start of a line is none', () => {
    const text = '1. Утвердить план на\n2024 год.\n2. Провести до\n12.03.2024 семинар.\n5.1. Лишнее\n3. Разместить.';
    expect(readClauses(readLines(text), { headings: false }).map(({ number, text }) => [number, text])).toEqual([
      ['1', 'Утвердить план на 2024 год.'],
      ['2', 'Провести до 12.03.2024 семинар. 5.1. Лишнее'],
      ['3', 'Разместить.'],
    ]);
  });
});
