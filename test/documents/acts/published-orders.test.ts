import { describe, expect, it } from '@jest/globals';
import type { ParsedDocument, ParsedMeasure } from '../../../subgraphs/documents/acts/model/parsed-document.js';
import { readDocument } from '../../../subgraphs/documents/acts/read-document.js';
import { foldBlanks } from '../../../subgraphs/documents/acts/text/source-lines.js';
import { publishedOrder, publishedOrders } from './texts.js';

const read = (name: string) => readDocument(publishedOrder(name), { filename: `${name}.txt` });
const krasnodar = read('krasnodar-order-1219-2024');
const kizel = read('kizel-order-76-2021');
const kemerovo = read('kemerovo-order-231-2022');
const volgograd = read('volgograd-roadmap-2022');
const petrozavodsk = read('petrozavodsk-order-697-2023');

describe('the heading of the act', () => {
  const { KRD, KZL, KEM, VGG, PTZ } = byCode();
  it.each([
    ['Krasnodar', KRD, 'ORDER', '1219', '2024-07-05', 'г. Краснодар'],
    ['Kizel', KZL, 'ORDER', '76', '2021-06-30', null],
    ['Kemerovo', KEM, 'ORDER', '231', '2022-08-22', 'г. Кемерово'],
    ['Volgograd, a roadmap without an order', VGG, 'ROADMAP', null, null, null],
    ['Petrozavodsk', PTZ, 'ORDER', '697', '2023-12-28', null],
  ])('%s: kind, number, date, place', (_, { acts: [act] }, kind, number, date, place) => {
    expect(act).toMatchObject({ kind, number, date, place });
  });

  it.each([
    [KRD, 'ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ АДМИНИСТРАЦИИ МУНИЦИПАЛЬНОГО ОБРАЗОВАНИЯ ГОРОД КРАСНОДАР'],
    [KZL, 'УПРАВЛЕНИЕ ОБРАЗОВАНИЯ АДМИНИСТРАЦИИ ГОРОДА КИЗЕЛА'],
    [KEM, 'управление образования администрации Кемеровского муниципального округа'],
    [VGG, null],
    [PTZ, 'Администрация Петрозаводского городского округа, КОМИТЕТ СОЦИАЛЬНОГО РАЗВИТИЯ'],
  ])('names the issuer as printed', ({ acts: [act] }, issuer) => expect(act!.issuer).toBe(issuer));

  it.each([
    [KRD, 'Н.Н. Колесникова', 'Исполняющий обязанности директор департамента', true, 51],
    [KZL, 'В.А. Павлова', 'Начальник управления образования', false, 24],
    [KEM, 'О.М. Борискова', 'Начальник управления образования', false, 31],
    [
      PTZ,
      'Е.И. Реутова',
      'И.о. заместителя Главы Администрации Петрозаводского городского округа – председателя комитета социального развития',
      true,
      39,
    ],
  ])('says who signed, and whether acting', ({ acts: [act] }, name, position, acting, line) => {
    expect(act!.signatory).toEqual({ name, position, acting, line });
  });

  it.each([
    [KRD, 'Т.В. Храмцову', 'Т.В. Храмцова', 43],
    [KZL, 'Рудницкую Э.Р.', 'Рудницкая Э.Р.', 23],
    [KEM, 'О.М. Борискова', 'О.М. Борискова', 26],
    [PTZ, 'С.А. Пахомову', 'С.А. Пахомова', 31],
  ])('says who controls', ({ acts: [act] }, name, nominative, line) => {
    expect(act!.controller).toMatchObject({ name, nominative, line });
  });

  it.each([
    [KRD, '2024-01-01', '2024-12-31', 'EXPLICIT'],
    [KZL, '2021-01-01', '2024-12-31', 'EXPLICIT'],
    [VGG, '2021-12-01', '2022-12-31', 'INFERRED'],
    [PTZ, '2024-01-01', '2024-12-31', 'EXPLICIT'],
  ])('gives the period of act and plan', ({ acts: [act], plans: [plan] }, start, end, periodSource) => {
    expect(act).toMatchObject({ period: { start, end }, periodSource });
    expect(plan).toMatchObject({ period: { start, end }, periodSource });
  });

  it('gives no period to the order that approves an open-ended regulation', () => {
    expect(KEM.acts[0]).toMatchObject({ period: null, periodSource: 'NONE' });
  });

  it.each([
    [KRD, ['PRESCHOOL']],
    [KZL, ['PRESCHOOL']],
    [KEM, ['PRESCHOOL']],
    [VGG, ['PRESCHOOL']],
    [PTZ, ['PRESCHOOL', 'PRIMARY', 'BASIC', 'SECONDARY']],
  ])('names the levels of education', ({ acts: [act] }, levels) => expect(act!.educationLevels).toEqual(levels));

  it('keeps both dates of one act, of heading and stamp', () => {
    expect(KZL.acts[0]!.dateCandidates).toEqual([
      { date: '2021-06-30', line: 4, where: 'HEADING' },
      { date: '2021-05-30', line: 32, where: 'STAMP' },
    ]);
  });

  it('joins a title over several lines and empty lines', () => {
    expect(KZL.acts[0]!.title).toBe(
      'Об утверждении Плана мероприятий («дорожной карты») по реализации Концепции региональной системы оценки качества дошкольного образования в Пермском крае на 2021-2024 гг.',
    );
  });
});

describe('legal basis', () => {
  const basis = ({ acts: [act] }: ParsedDocument) =>
    act!.basis.map(({ role, kind, number, date, article, line }) => [role, kind, number, date, article, line]);
  it.each([
    [krasnodar, [['BASIS', 'ORDER', '772', '2024-05-13', null, 23]]],
    [kizel, [['BASIS', 'ORDER', '26-01-06-659', '2021-06-10', null, 16]]],
    [
      kemerovo,
      [
        ['BASIS', 'FEDERAL_LAW', '273-ФЗ', '2012-12-29', '97', 17],
        ['BASIS', 'RESOLUTION', '662', '2013-08-05', null, 17],
        ['AMENDMENT', 'RESOLUTION', '264', '2020-03-12', null, 17],
        ['BASIS', 'CONCEPT', null, null, null, 17],
      ],
    ],
    [volgograd, []],
    [
      petrozavodsk,
      [
        ['BASIS', 'FEDERAL_LAW', '273-ФЗ', '2012-12-29', '9', 21],
        ['BASIS', 'ORDER', '1436', '2023-12-08', null, 21],
        ['BASIS', 'ORDER', '241', '2021-06-03', null, 21],
      ],
    ],
  ])('is read from the preamble alone, stamps excluded', (document, expected) => {
    expect(basis(document)).toEqual(expected);
  });

  it('takes a title with quotes inside quotes whole', () => {
    expect(petrozavodsk.acts[0]!.basis[1]!.title).toBe(
      'Об утверждении плана мероприятий («дорожная карта») организации методической поддержки общеобразовательных организаций, имеющих низкие образовательные результаты, 2024 году',
    );
  });

  it('knows only year and author of a concept that is no legal act', () => {
    expect(kemerovo.acts[0]!.basis[3]).toMatchObject({
      year: 2019,
      issuer: 'АНО ДПО «Национальный институт качества образования»',
    });
  });

  it('finds acts cited inside rows, one of them cut off', () => {
    const cited = petrozavodsk.plans[0]!.measures.flatMap(({ citations, number }) =>
      citations.map((citation) => [number, citation.kind, citation.number, citation.date, citation.line]),
    );
    expect(cited).toEqual([
      ['1.15', 'DIRECTIVE', '1010р-П', '2022-11-02', 67],
      ['3.14', 'DECREE', null, null, 104],
    ]);
  });
});

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

describe.each(publishedOrders())('%s', (name) => {
  const lines = publishedOrder(name)
    .split('\n')
    .map((line) => foldBlanks(line.replaceAll('**', '')));
  const document = read(name);

  it('points from every cell to the line that it begins on', () => {
    for (const { cells } of document.plans.flatMap(({ measures }) => measures)) {
      for (const { text, line, lineEnd } of cells) {
        const source = lines
          .slice(line - 1, lineEnd)
          .filter((words) => words !== '')
          .join(' ');
        expect(source).toContain(text);
        expect(lines[line - 1]).toContain(text.split(' ')[0]!);
      }
    }
    for (const { title, cells } of document.plans.flatMap(({ measures }) => measures)) {
      const cell = cells.find(({ role }) => role === 'TITLE')!;
      expect(lines[cell.line - 1]).toContain(title.split(' ').slice(0, 3).join(' '));
    }
  });

  it('points from clauses, sections, goals, citations and signatures to their lines', () => {
    const { acts, plans } = document;
    const pointed = [
      ...acts.flatMap(({ clauses }) => clauses.map(({ number, line }) => [number, line] as const)),
      ...acts.flatMap(({ basis }) => basis.map(({ raw, line }) => [raw.slice(0, 20), line] as const)),
      ...plans.flatMap(({ sections, goals }) => [
        ...sections.map(({ title, line }) => [title, line] as const),
        ...goals.map(({ text, line }) => [text, line] as const),
      ]),
      ...[...acts, ...plans].flatMap(({ signatory }) =>
        signatory ? [[signatory.name.split(' ').at(-1)!, signatory.line] as const] : [],
      ),
    ];
    for (const [words, line] of pointed) expect(lines[line - 1]).toContain(words);
  });

  it('leaves no line of a plan unread', () => {
    for (const plan of document.plans) {
      const read = new Set(plan.measures.flatMap(({ line, lineEnd }) => range(line, lineEnd)));
      for (const { line } of [...plan.sections, ...plan.goals]) read.add(line);
      const unread = range(plan.line, plan.measures.at(-1)!.lineEnd).filter(
        (line) => !read.has(line) && lines[line - 1] !== '',
      );
      const known = new Set([plan.title, 'Цели:', ...plan.columns.map(({ title }) => title)]);
      const header = plan.columns.map(({ title }) => title).join(' ');
      for (const line of unread) {
        const words = lines[line - 1]!;
        expect(known.has(words) || words === header || plan.title.includes(words)).toBe(true);
      }
    }
  });
});

describe('what is wrong in the texts', () => {
  const codes = ({ issues }: ParsedDocument) =>
    issues.filter(({ code }) => code !== 'CELL_EMPTY').map(({ code, line }) => `${code} ${line}`);
  it.each([
    ['Krasnodar', krasnodar, ['LETTERS_SPACED 23', 'TYPO_SUSPECTED 68']],
    [
      'Kizel',
      kizel,
      ['DATE_CONFLICT 32', 'PERIOD_AMBIGUOUS 34', 'SCOPE_MISMATCH 57', 'SCOPE_MISMATCH 71', 'SCOPE_MISMATCH 77'],
    ],
    ['Kemerovo', kemerovo, ['OWNER_NAME_CONFLICT 1', 'TYPO_SUSPECTED 59']],
    [
      'Volgograd',
      volgograd,
      [
        'PERIOD_INFERRED 1',
        'NO_ISSUER 1',
        'ROW_NUMBER_MISSING 9',
        'ROW_NUMBER_MISSING 33',
        'POSSIBLE_DUPLICATE 39',
        'SEQUENCE_ANOMALY 63',
        'SEQUENCE_ANOMALY 71',
        'OUTPUT_COUNT_MISMATCH 136',
        'RESULT_MISMATCH 146',
      ],
    ],
    [
      'Petrozavodsk',
      petrozavodsk,
      [
        'WORD_MISSING 21',
        'HEADER_REPEATED 55',
        'DEADLINE_AMBIGUOUS 58',
        'DEADLINE_OUTSIDE_PLAN 70',
        'DEADLINE_OUTSIDE_PLAN 71',
        'CELL_TRUNCATED 87',
        'DEADLINE_AMBIGUOUS 90',
        'CELL_TRUNCATED 94',
        'UNBALANCED_QUOTES 101',
        'TYPO_SUSPECTED 102',
        'CITATION_UNRESOLVED 104',
        'CELL_TRUNCATED 104',
        'UNBALANCED_QUOTES 111',
        'CELL_TRUNCATED 145',
        'CELL_TRUNCATED 151',
        'CELL_TRUNCATED 154',
        'CELL_TRUNCATED 154',
        'POSSIBLE_DUPLICATE 159',
        'CELL_TRUNCATED 166',
        'CELL_TRUNCATED 177',
      ],
    ],
  ])('%s: said, and nothing else', (_, document, expected) => expect(codes(document)).toEqual(expected));

  it('names all 14 repeated headings of the table', () => {
    const issue = petrozavodsk.issues.find(({ code }) => code === 'HEADER_REPEATED')!;
    expect(issue.message).toContain('14 раз (строки 55, 65, 74, 80, 89, 99, 108, 123, 131, 140, 148, 158, 163, 174)');
  });

  it('suggests how a cut cell goes on only from words of the same plan', () => {
    const suggestions = petrozavodsk.issues.flatMap(({ code, suggestion, line, text }) =>
      code === 'CELL_TRUNCATED' && suggestion ? [[line, suggestion.slice(text!.length + 1)]] : [],
    );
    expect(suggestions).toEqual([
      [87, 'городского округа'],
      [94, 'оценивания'],
      [151, 'сентября'],
      [166, 'мероприятий'],
    ]);
  });

  it('counts the empty cells of Petrozavodsk: forms and one result', () => {
    const empty = petrozavodsk.issues.filter(({ code }) => code === 'CELL_EMPTY').map(({ field }) => field);
    expect(empty.filter((field) => field === 'form')).toHaveLength(empty.length - 1);
    expect(empty.filter((field) => field === 'plannedResults')).toHaveLength(1);
    const blank = publishedOrder('petrozavodsk-order-697-2023')
      .split('\n')
      .filter((line) => /^\d+\.\d+\.?\t/.test(line))
      .join('\n');
    expect(empty).toHaveLength(
      blank.split('\n').flatMap((line) => line.split('\t').filter((cell) => cell === '')).length,
    );
  });
});

function byCode() {
  return { KRD: krasnodar, KZL: kizel, KEM: kemerovo, VGG: volgograd, PTZ: petrozavodsk };
}

function row({ plans: [plan] }: ParsedDocument, number: string): ParsedMeasure {
  return plan!.measures.find((measure) => measure.number === number)!;
}

function countBySection(measures: readonly ParsedMeasure[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { sectionPath } of measures) counts[sectionPath.join('/')] = (counts[sectionPath.join('/')] ?? 0) + 1;
  return counts;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
