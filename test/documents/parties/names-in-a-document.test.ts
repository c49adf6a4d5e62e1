import { describe, expect, it } from '@jest/globals';
import type { StoredOrganization } from '../../../subgraphs/documents/parties/register/organizations.js';
import { orderWith, partiesOf, summaryOf } from './summary.js';

const authority = 'Управление образования администрации города Условска';

describe('Within a document', () => {
  it.each([
    [
      'declared in the cell before',
      ['Научно-методический центр (далее – НМЦ)', 'методисты НМЦ'],
      'Научно-методический центр',
    ],
    ['declared with straight quotes', ['МКУ "Центр примеров" (далее - МКУ "ЦП")', 'МКУ "ЦП"'], 'МКУ «Центр примеров»'],
    [
      'declared as one of two',
      ['МБУ «Центр примеров» (далее – Центр, ЦПР)', 'специалисты Центра'],
      'МБУ «Центр примеров»',
    ],
    ['declared by brackets alone', ['Отдел охраны детства (ООД)', 'специалист ООД'], 'Отдел охраны детства'],
    ['made of first letters', ['МБУ «Условский городской центр»', 'МБУ УГЦ'], 'МБУ «Условский городской центр»'],
    [
      'made of first letters, with a small one',
      ['Управление образования и молодёжи', 'УОиМ'],
      'Управление образования и молодёжи',
    ],
    ['with a slip of the pen', ['МАУ «Методический центр»', 'МАУ «Методический цент»'], 'МАУ «Методический центр»'],
    [
      'in other cases',
      ['Комитет по делам молодёжи', 'специалисты комитета по делам молодёжи'],
      'Комитет по делам молодёжи',
    ],
    ['with ё and without', ['Отдел учёта', 'отдела учета'], 'Отдел учёта'],
    [
      'in capitals and quotes of another kind',
      ['МКУ «Центр Примеров»', 'МКУ "ЦЕНТР ПРИМЕРОВ"'],
      'МКУ «Центр Примеров»',
    ],
  ])('an organisation is the same: %s', (_, cells, name) => {
    const { organizations, parties } = partiesOf(orderWith(cells));
    const keys = parties[0]!.flat().map(({ organization }) => organization);
    expect(new Set(keys).size).toBe(1);
    expect(organizations.find(({ key }) => key === keys[0])?.name).toBe(name);
  });

  it.each([
    ['of two organisations with these letters', ['Центр развития', 'Центр работы', 'ЦР']],
    ['that nothing spells out', ['специалисты ЖКХЗ']],
    ['of a post without an organisation', ['консультант']],
    ['of two departments with one head', ['Отдел кадров', 'Отдел учёта', 'начальник отдела']],
  ])('a name stays unknown: %s', (_, cells) => {
    const { parties, issues } = partiesOf(orderWith(cells));
    expect(parties[0]!.at(-1)![0]).toMatchObject({ organization: null, resolved: false, text: cells.at(-1) });
    expect(issues.map(({ code, row, text }) => [code, row, text])).toEqual([
      ['ALIAS_UNRESOLVED', cells.length, cells.at(-1)],
    ]);
  });

  it.each([
    [
      'a slip of the pen',
      ['Отдел дошкольного образования', 'Отдл дошкольного образования'],
      'Отдел дошкольного образования',
    ],
    [
      'in another case, behind a post',
      ['Комитет по делам молодёжи', 'специалист комитта по делам молодежи'],
      'Комитет по делам молодёжи',
    ],
    ['letters that changed places', ['Научный центр (далее – КНМЦ)', 'специалисты КНЦМ'], 'Научный центр'],
    ['the same number', ['Детский сад № 5 «Ромашка»', 'Детскй сад № 5 «Ромашка»'], 'Детский сад № 5 Ромашка'],
    ['its name among other words', ['Отдел учёта', 'без отдела учёта'], 'Отдел учёта'],
  ])('an unknown name has the nearest as its suggestion: %s', (_, cells, expected) => {
    const { issues } = partiesOf(orderWith(cells));
    expect(issues.map(({ code, suggestion }) => [code, suggestion])).toEqual([['ALIAS_UNRESOLVED', expected]]);
  });

  it('the nearest may be one that another document named', () => {
    const known: StoredOrganization = { key: 'x', kind: 'LOCAL_BODY', names: ['Отдел дошкольного образования'] };
    const { issues } = partiesOf(orderWith(['Отдл дошкольного образования']), [known]);
    expect(issues.map(({ suggestion }) => suggestion)).toEqual(['Отдел дошкольного образования']);
  });

  it.each([
    ['of two that are as near', ['Отдел охраны детства города', 'Отдел охраны детства области', 'Отдл охраны детства']],
    ['of another number', ['Детский сад № 5 «Ромашка»', 'Детскй сад № 6 «Ромашка»']],
    ['of an abbreviation with another letter, which is another one', ['Управление образования (далее – УО)', 'ОУО']],
    ['of a post without an organisation', ['Консультативный совет', 'консультант']],
    ['of nothing like it', ['Отдел учёта', 'специалисты ЖКХЗ']],
  ])('an unknown name has no suggestion: %s', (_, cells) => {
    const { issues } = partiesOf(orderWith(cells));
    expect(issues.at(-1)).toMatchObject({ code: 'ALIAS_UNRESOLVED', text: cells.at(-1) });
    expect(issues.at(-1)!.suggestion).toBeUndefined();
  });

  it('an abbreviation is spelled out by the text, where only one name has its letters', () => {
    const text = orderWith(['специалисты ККД'], { points: '2. Приказ комитета культуры детства довести до всех.' });
    const { organizations, parties } = partiesOf(text);
    expect(organizations.find(({ key }) => key === parties[0]![0]![0]!.organization)).toMatchObject({
      name: 'Комитет культуры детства',
      aliases: ['ККД'],
    });
  });

  it('an abbreviation is spelled out where the text declares it outside the plan', () => {
    const points = '2. МБУ «Центр детских примеров» (далее - Центр) обеспечить сопровождение.';
    const { organizations, parties } = partiesOf(orderWith(['методисты Центра'], { points }));
    expect(parties[0]![0]![0]).toMatchObject({ organization: 'центр-детских-примеров', resolved: true });
    expect(organizations.map(({ name }) => name)).toContain('МБУ «Центр детских примеров»');
  });

  it('offices of the same name under different administrations are different ones', () => {
    const { parties } = partiesOf(
      orderWith([
        'Отдел образования администрации Западного района',
        'Отдел образования администрации Восточного района',
        'Отдел образования',
      ]),
    );
    const [west, east, either] = parties[0]!.map(([party]) => party!.organization);
    expect(west).not.toBe(east);
    expect(either).toBeNull();
  });

  it('a stray comma parts nothing where the document joins the same words elsewhere; without that, it does', () => {
    const textsOf = (cells: string[]) =>
      partiesOf(orderWith(cells))
        .parties[0]!.at(-1)!
        .map(({ text }) => text);
    expect(textsOf(['специалисты УО', 'ОО, специалисты, УО'])).toEqual(['ОО', 'специалисты, УО']);
    expect(textsOf(['ОО, специалисты, УО'])).toEqual(['ОО', 'специалисты', 'УО']);
  });

  it('a name is told unknown once, with the first line and how often it stands there', () => {
    const { issues } = partiesOf(orderWith(['ЖКХЗ', 'Управление образования', 'жкхз, ОО', 'ЖКХЗ']));
    expect(issues.map(({ text, row, line, message }) => [text, row, line, message])).toEqual([
      ['ЖКХЗ', 1, 11, 'Не опознано, кто назван ответственным: «ЖКХЗ» (строк в плане: 3).'],
    ]);
  });
});

describe('Persons', () => {
  const personsOf = (cells: string[], more = {}) => {
    const reading = partiesOf(orderWith(cells, more));
    return reading.parties[0]!.flat().map((party) => summaryOf(party, reading));
  };

  it('belong where the order says: in brackets behind an office, or by their post', () => {
    const points = `2. Отделу дошкольного образования (Примерова) обеспечить сопровождение.
3. Контроль за исполнением приказа возложить на начальника отдела кадров А.Б.Условскую.`;
    expect(personsOf(['Примерова В.Г. Условская А.Б. Образцов Д.Е.'], { points })).toEqual([
      'Примерова В.Г. | Отдел дошкольного образования | Примерова В.Г.',
      'Условская А.Б. | Отдел кадров | Условская А.Б.',
      'Образцов Д.Е. | — | Образцов Д.Е.',
    ]);
  });

  it('belong to the name that they always stand behind, not to what stands before them once', () => {
    expect(personsOf(['МБУ «ЦРО», Примерова В.Г.', 'МБУ «ЦРО», Примерова В.Г., ОО'])[0]).toBe(
      'МБУ «ЦРО», Примерова В.Г. | МБУ ЦРО | Примерова В.Г.',
    );
    expect(personsOf(['МБУ «ЦРО», Примерова В.Г.', 'Отдел кадров, Примерова В.Г.'])).toEqual([
      'МБУ «ЦРО» | МБУ ЦРО',
      'Примерова В.Г. | — | Примерова В.Г.',
      'Отдел кадров | Отдел кадров',
      'Примерова В.Г. | — | Примерова В.Г.',
    ]);
  });

  it.each([
    ['Рабочая группа под руководством Примеровой А.Б.', 'Примерова А.Б.'],
    ['Рабочая группа под руководством Примерова А.Б.', 'Примеров А.Б.'],
    ['ОО совместно с Примеровым А.Б.', 'Примеров А.Б.'],
    ['ОО при участии Условского А.Б.', 'Условский А.Б.'],
    ['ОО при участии Примеренко А.Б.', 'Примеренко А.Б.'],
    ['ОО при участии Волка А.Б.', null],
    ['ОО совместно с Сорокой А.Б.', null],
  ])('in «%s» stands, in the nominative, %s', (cell, person) => {
    const { parties } = partiesOf(orderWith([cell]));
    expect(parties[0]![0]!.at(-1)!.person).toBe(person);
  });

  it('in a case that does not tell are known by their nominative elsewhere in the document', () => {
    const { parties } = partiesOf(orderWith(['ОО при участии Волка А.Б.', 'Волк А.Б.']));
    expect(parties[0]![0]!.at(-1)!.person).toBe('Волк А.Б.');
  });

  it.each(['Условская В.Г.', 'В.Г. Условская', 'В.Г.Условская', 'Условская  В. Г.', 'УСЛОВСКАЯ В.Г.'])(
    'are the same however printed: «%s»',
    (printed) => {
      expect(partiesOf(orderWith([printed])).parties[0]![0]!.map(({ person }) => person)).toEqual(['Условская В.Г.']);
    },
  );
});

describe('Between documents of an owner', () => {
  const known: StoredOrganization[] = [
    { key: 'цро-2019', kind: 'METHODICAL_CENTRE', names: ['МАУ «Центр развития образования»', 'ЦРО', 'МАУ ЦРО'] },
    { key: 'управление-образования', kind: 'EDUCATION_AUTHORITY', names: [authority, 'УО'] },
  ];
  const keysIn = (cell: string) =>
    partiesOf(orderWith([cell]), known).parties[0]![0]!.map(({ organization }) => organization);

  it.each([
    ['МАУ «Центр развития образования»', ['цро-2019']],
    ['методисты ЦРО', ['цро-2019']],
    ['МАУ ЦРО, специалисты УО', ['цро-2019', 'управление-образования']],
    ['Центр развития образования', ['цро-2019']],
  ])('«%s» is known under its key', (cell, keys) => expect(keysIn(cell)).toEqual(keys));

  it('a name that this document does not use is kept, and not counted as its own', () => {
    const { organizations } = partiesOf(orderWith(['ЦРО']), known);
    expect(organizations.find(({ key }) => key === 'цро-2019')).toMatchObject({
      name: 'МАУ «Центр развития образования»',
      aliases: ['МАУ ЦРО', 'ЦРО'],
      ownNames: ['ЦРО'],
    });
  });

  it('reading again with what the first reading found gives the same keys and names', () => {
    const cells = [
      'МБУ «Центр примеров» (далее – ЦПР)',
      'ЦПР, ОО',
      'Пилотные ДОО',
      'Рабочая группа',
      'ОО, участвующие в апробации',
      'МКУ «ЦОКО и ИТ»',
      'Школы № 1, 2',
      'РМО воспитателей',
      'СМИ',
      'педагоги',
    ];
    const text = orderWith(cells);
    const first = partiesOf(text);
    const again = partiesOf(
      text,
      first.organizations.map(({ key, kind, name, aliases }) => ({ key, kind, names: [name, ...aliases] })),
    );
    expect(again).toEqual(first);
  });
});
