import { describe, expect, it } from '@jest/globals';
import { kemerovo, kizel, krasnodar, petrozavodsk } from './orders.js';

describe('points and instructions', () => {
  it.each([
    [krasnodar, '1 2 2.1 2.2 3 3.1 3.2 4 4.1 5'],
    [kizel, '1 2 3'],
    [kemerovo, '1 2 2.1 2.2 2.3 3'],
    [petrozavodsk, '1 2 3 4'],
  ])('numbers the points of the order', ({ acts: [act] }, numbers) => {
    expect(act!.clauses.map(({ number }) => number).join(' ')).toBe(numbers);
  });

  it('takes the words of a point over an empty line, and behind a number alone on its line', () => {
    expect(petrozavodsk.acts[0]!.clauses[2]).toMatchObject({ line: 27, lineEnd: 29 });
    expect(kemerovo.acts[0]!.clauses[2]).toMatchObject({
      text: 'Осуществлять координацию деятельности по реализации Порядка, утвержденного настоящим приказом;',
      line: 21,
      lineEnd: 23,
    });
  });

  const heads = 'Заведующим муниципальными дошкольными образовательными организациями';
  const centre = 'Муниципальному казённому учреждению «Краснодарский научно-методический центр» (Шевченко)';
  const department =
    'Отделу дошкольного образования департамента образования администрации муниципального образования город Краснодар (Храмцова), МКУ КНМЦ (Шевченко)';
  const director = 'Директору МАУ «Информационно-методический центр» Пономаревой Н.В.';
  it.each([
    [
      krasnodar,
      [
        ['1', null, 'ONE', null],
        ['2.1', heads, 'EACH_INSTITUTION', 'в срок до 17.07.2024'],
        ['2.2', heads, 'EACH_INSTITUTION', 'в срок до 22.07.2024'],
        ['3.1', centre, 'ONE', null],
        ['3.2', centre, 'ONE', null],
        ['4.1', department, 'ONE', null],
        ['5', null, 'ONE', null],
      ],
    ],
    [
      kizel,
      [
        ['1', null, 'ONE', null],
        ['2', 'Руководителям образовательных организаций', 'EACH_INSTITUTION', null],
        ['3', null, 'ONE', null],
      ],
    ],
    [
      kemerovo,
      [
        ['1', null, 'ONE', null],
        ['2.1', director, 'ONE', null],
        ['2.2', director, 'ONE', null],
        ['2.3', director, 'ONE', null],
        ['3', null, 'ONE', null],
      ],
    ],
    [
      petrozavodsk,
      [
        ['1', null, 'ONE', null],
        ['2', 'Руководителю МАУ ДПО ЦРО (Л.В. Иконникова)', 'ONE', null],
        ['3', 'Руководителям образовательных организаций', 'EACH_INSTITUTION', null],
        ['4', null, 'ONE', null],
      ],
    ],
  ])('addresses instructions, sub-points like their parent', ({ acts: [act] }, expected) => {
    expect(act!.instructions.map((i) => [i.number, i.addressee, i.scope, i.deadlineText])).toEqual(expected);
  });

  it('gives the approved regulation its own clauses, under its own headings', () => {
    const regulation = kemerovo.acts[1]!;
    expect(regulation).toMatchObject({ kind: 'REGULATION', number: null, date: '2022-08-22', approvedBy: 0 });
    expect(regulation.clauses.map(({ number }) => number).join(' ')).toBe(
      '1.1 1.2 1.3 1.4 1.5 2.1 2.2 2.3 2.4 2.5 2.6 2.7',
    );
    expect([...new Set(regulation.clauses.map(({ section }) => section))]).toEqual([
      'Общие положения',
      'Организация проведения мониторинга',
    ]);
    expect(regulation.clauses.map(({ items }) => items.length)).toEqual([0, 0, 0, 4, 5, 0, 5, 0, 5, 0, 0, 0]);
    expect(regulation.clauses[6]!.items.at(-1)).toBe(
      'размещение информации о результатах мониторинга на официальном сайте Управления образования АКМО.',
    );
  });
});
