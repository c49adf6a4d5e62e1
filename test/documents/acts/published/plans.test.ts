import { describe, expect, it } from '@jest/globals';
import { countBySection, kemerovo, kizel, krasnodar, petrozavodsk, row, volgograd } from './orders.js';

describe('plans', () => {
  it.each([
    ['Krasnodar', krasnodar, { '': 11 }],
    ['Kizel', kizel, { '1': 4, '2': 3, '3': 3 }],
    ['Volgograd', volgograd, { '1': 6, '2': 5, '3': 3, '4': 9 }],
    [
      'Petrozavodsk',
      petrozavodsk,
      { 'I/1': 15, 'I/2': 13, 'I/3': 14, 'I/4': 9, 'II/1': 12, 'II/2': 8, 'II/3': 9, 'II/4': 5, 'II/5': 7 },
    ],
  ])('%s: every row stands in its section', (_, { plans }, counts) => {
    expect(plans).toHaveLength(1);
    expect(countBySection(plans[0]!.measures)).toEqual(counts);
  });

  it('reads no plan where there is none', () => expect(kemerovo.plans).toEqual([]));

  it.each([
    [krasnodar, 'PLAN', 'NUMBER TITLE DEADLINE PARTICIPANTS RESPONSIBLE'],
    [kizel, 'ROADMAP', 'NUMBER TITLE RESPONSIBLE DEADLINE RESULT'],
    [volgograd, 'ROADMAP', 'NUMBER DEADLINE TITLE RESULT RESPONSIBLE'],
    [petrozavodsk, 'PLAN', 'NUMBER TITLE DEADLINE RESPONSIBLE FORM RESULT'],
  ])('knows the kind of plan and what its columns hold', ({ plans: [plan] }, kind, roles) => {
    expect(plan!.kind).toBe(kind);
    expect(plan!.columns.map(({ role }) => role).join(' ')).toBe(roles);
  });

  it.each([
    [volgograd, '1 9 false; 2 61 true; 3 102 true; 4 131 true'],
    [kizel, '1 55 true; 2 83 true; 3 103 true'],
    [
      petrozavodsk,
      'I 47 true; I/1 48 true; I/2 68 true; I/3 86 true; I/4 105 true; II 118 true; II/1 120 true; II/2 137 true; II/3 150 true; II/4 164 true; II/5 170 true',
    ],
  ])('gives every heading its path, its line, and whether the label is printed', ({ plans: [plan] }, expected) => {
    expect(plan!.sections.map((s) => `${s.path.join('/')} ${s.line} ${s.labelPrinted}`).join('; ')).toBe(expected);
  });

  it('reads the goals with what they list', () => {
    expect(kizel.plans[0]!.goals.map(({ parts, line }) => [parts.length, line])).toEqual([
      [0, 40],
      [5, 42],
      [3, 44],
      [3, 46],
      [0, 48],
    ]);
  });

  it('says who signed the plan sheet', () => {
    expect(krasnodar.plans[0]!.signatory).toMatchObject({ name: 'Т.В. Храмцова', acting: false, line: 77 });
  });

  it('sets absent columns apart from empty cells', () => {
    expect(krasnodar.plans[0]!.measures[0]).toMatchObject({ plannedResults: null, form: null });
    expect(row(petrozavodsk, '3.10')).toMatchObject({ plannedResults: [], form: '', participants: null });
  });

  it('keeps a row without a number, between 3 and 5', () => {
    const { measures } = volgograd.plans[0]!;
    expect(measures.slice(2, 5).map(({ number, line, lineEnd }) => [number, line, lineEnd])).toEqual([
      ['3.', 26, 32],
      [null, 33, 37],
      ['5.', 39, 48],
    ]);
    expect(measures[3]).toMatchObject({ deadlineText: 'Февраль 2022', ordinal: 4, title: measures[4]!.title });
  });

  it('reads a cell over empty lines, and a deadline that begins with a digit', () => {
    expect(row(kizel, '1.2.').deadlineText).toBe('Август-сентябрь, 2021 г.');
    expect(row(volgograd, '15.').deadlineText).toBe('1 раз в квартал');
    expect(row(volgograd, '5.').responsibleText).toBe(
      'ГАУ ДПО ВГАПО, Акентьева Е.Н. ГКУ "Центр развития и сопровождения образования Волгоградской области", Юдина И.Г.',
    );
  });

  it('keeps results apart that stand on lines of their own', () => {
    expect(row(volgograd, '6.').plannedResults).toEqual([
      'Разработаны адресные рекомендации органам местного управления в сфере образования, руководителям ДОО.',
      'Разработаны меры и мероприятия по результатам РМК ДО',
    ]);
  });

  it('has 136 rows in all, and as many different keys of path and ordinal', () => {
    const keys = [krasnodar, kizel, kemerovo, volgograd, petrozavodsk].flatMap(({ plans }, document) =>
      plans.flatMap((plan) => plan.measures.map((m) => JSON.stringify([document, m.sectionPath, m.ordinal]))),
    );
    expect([keys.length, new Set(keys).size]).toEqual([136, 136]);
  });

  it('has 67 deadline phrases as printed', () => {
    const phrases = [krasnodar, kizel, volgograd, petrozavodsk].map(
      ({ plans: [plan] }) => new Set(plan!.measures.map(({ deadlineText }) => deadlineText)).size,
    );
    expect(phrases).toEqual([4, 4, 11, 48]);
  });
});
