import { describe, expect, it } from '@jest/globals';
import type { ParsedDocument } from '../../../subgraphs/documents/acts/model/parsed-document.js';
import { readDocument } from '../../../subgraphs/documents/acts/read-document.js';
import { syntheticText } from './texts.js';

const read = (name: string) => readDocument(syntheticText(name), { filename: `${name}.txt` });
const rows = ({ plans }: ParsedDocument, plan = 0) =>
  plans[plan]!.measures.map((m) => [m.sectionPath.join('/'), m.number, m.title, m.deadlineText, m.responsibleText]);
const codes = ({ issues }: ParsedDocument) => issues.map(({ code, line }) => `${code} ${line}`);

describe('a resolution with a letter-spaced heading and command, and a table without numbers', () => {
  const document = read('resolution-letter-spaced');
  const [act] = document.acts;

  it('reads date, number and place of the administration', () => {
    expect(act).toMatchObject({
      kind: 'RESOLUTION',
      number: '34-п',
      date: '2025-02-12',
      place: 'с. Образцово',
      issuer: 'АДМИНИСТРАЦИЯ ОБРАЗЦОВСКОГО МУНИЦИПАЛЬНОГО РАЙОНА',
      signatory: { name: 'И.И. Условный', position: 'Глава района', acting: false },
      controller: { name: 'Примерского П.П.', nominative: 'Примерский П.П.' },
      period: { start: '2025-01-01', end: '2026-12-31' },
    });
  });

  it('reads a title before its reference, several articles, several references of one kind', () => {
    expect(act!.basis.map(({ kind, number, date, article, issuer }) => [kind, number, date, article, issuer])).toEqual([
      ['FEDERAL_LAW', '273-ФЗ', '2012-12-29', '28, 29', null],
      ['ORDER', '5-пр', '2023-02-01', null, 'Министерства образования Примерной области'],
      ['ORDER', '16/1', '2024-04-03', null, 'Министерства образования Примерной области'],
    ]);
    expect(act!.basis[0]!.title).toBe('Об образовании в Российской Федерации');
  });

  it('finds whom «рекомендовать» addresses, and leaves out a point that tells nobody to do anything', () => {
    expect(act!.instructions.map((i) => [i.number, i.addressee, i.scope, i.deadlineText])).toEqual([
      ['1', null, 'ONE', null],
      ['2', 'Управлению образования (Образцова А.А.)', 'ONE', 'до 1 марта 2025 года'],
      ['3', 'Руководителям муниципальных дошкольных учреждений', 'EACH_INSTITUTION', 'ежегодно, до 15 сентября'],
      ['4', null, 'ONE', null],
    ]);
  });

  it('skips the row that counts columns, and takes headings and numbers out of the first column', () => {
    expect(rows(document)).toEqual([
      ['1', '1.', 'Создание рабочей группы', 'март 2025 г.', 'Управление образования'],
      ['1', '2.', 'Совещание руководителей', 'апрель 2025 г.', 'Управление образования'],
      ['2', '1.', 'Семинар «Условия»', 'ежеквартально', 'Методический центр'],
    ]);
    expect(document.plans[0]!.measures[1]!.plannedResults).toEqual([]);
    expect(document.plans[0]!.goals).toEqual([
      {
        text: 'повышение качества условий (кадровых, материально-технических).',
        area: null,
        parts: ['кадровых', 'материально-технических'],
        line: 31,
      },
    ]);
  });
});

describe('an order whose table has wrapped cells and merged headings', () => {
  const document = read('tabs-wrapped-cells');

  it('reads reference and heading from one line, sub-points without a dot, an acting head', () => {
    expect(document.acts[0]).toMatchObject({
      number: '118-од',
      date: '2024-09-03',
      period: { start: '2024-09-01', end: '2025-08-31' },
      signatory: { name: 'О.О. Условная', position: 'Врио начальника управления', acting: true },
      controller: { text: 'оставляю за собой', name: 'О.О. Условная' },
    });
    expect(document.acts[0]!.instructions.map((i) => [i.number, i.deadlineText])).toEqual([
      ['1', null],
      ['2.1', 'в срок до 01.10.2024'],
      ['2.2', 'не позднее 15.10.2024'],
      ['3', null],
    ]);
  });

  it('joins cells over lines, takes a heading repeated in every cell once, nests numbered headings', () => {
    expect(rows(document)).toEqual([
      [
        '1',
        '1.1',
        'Курсы повышения квалификации педагогов',
        'октябрь – ноябрь',
        'Методический центр, руководители ДОО',
      ],
      ['1', '1.2', 'Конкурс «Лучший воспитатель»', 'март', 'Методический центр'],
      ['2/2', '2.1', 'Приобретение игрового оборудования', 'в течение года', 'Руководители ДОО'],
      ['2/2', '2.2', 'Смотр-конкурс участков', 'май', ''],
      ['2/2', '2.2', 'Анкетирование родителей по', 'апрель', 'Руководители ДОО'],
    ]);
    expect(document.plans[0]!.measures[0]).toMatchObject({ line: 25, lineEnd: 28 });
    expect(document.plans[0]!.columns[0]!.title).toBe('№ п/п');
  });

  it('says what is wrong', () => {
    expect(codes(document)).toEqual([
      'CELL_EMPTY 29',
      'HEADER_REPEATED 34',
      'CELL_EMPTY 35',
      'ROW_NUMBER_DUPLICATE 36',
      'CELL_TRUNCATED 36',
    ]);
    expect(document.issues.find(({ code }) => code === 'ROW_NUMBER_DUPLICATE')!.severity).toBe('ERROR');
  });
});

describe('one cell per line with another order of columns', () => {
  const document = read('cells-per-line-other-order');

  it('keeps an empty cell, a row without a number, unnumbered headings, a repeated table heading', () => {
    expect(rows(document)).toEqual([
      ['1', '1.', 'Курсы для воспитателей', 'февраль', 'Отдел образования'],
      ['1', '2.', 'Наставничество', '', 'Заведующие ДОУ'],
      ['1', null, 'Посещение занятий', 'март', 'Методист'],
      ['2', '1.', 'Родительские собрания: - общие; - групповые', 'сентябрь, декабрь', 'Воспитатели, заведующие ДОУ'],
      ['2', '1.', 'Анкетирование', 'май', 'Методист'],
    ]);
  });

  it('ends the last cell before the signature of the plan', () => {
    expect(document.plans[0]!.signatory).toMatchObject({ name: 'А.И. Образцова', position: 'Методист', line: 59 });
  });

  it('reads a heading without empty lines, and a full name', () => {
    expect(document.acts[0]).toMatchObject({
      number: '7',
      date: '2023-01-15',
      place: 'п. Условный',
      issuer: 'МУНИЦИПАЛЬНОЕ КАЗЕННОЕ УЧРЕЖДЕНИЕ «ОТДЕЛ ОБРАЗОВАНИЯ УСЛОВНОГО РАЙОНА»',
      controller: { name: 'Образцову Анну Ивановну' },
      signatory: { name: 'Примеров П.П.', acting: true },
    });
    expect(document.acts[0]!.basis.map(({ number }) => number)).toEqual(['901']);
  });
});

describe('one cell per line without a column of numbers', () => {
  const document = read('cells-per-line-without-numbers');

  it('counts cells, and takes labelled ones for headings', () => {
    expect(rows(document)).toEqual([
      ['I', null, 'Обновление программ', '2024-2025 годы', 'Министерство образования'],
      ['I', null, 'Экспертиза программ', 'IV квартал 2025 года', 'Институт развития образования'],
      ['II', null, 'Отчет', 'до 01.12.2026', 'Муниципалитеты'],
    ]);
  });

  it('takes the end of the period from the title and its start from the deadlines', () => {
    expect(document.plans[0]).toMatchObject({
      period: { start: '2024-01-01', end: '2026-12-31' },
      periodSource: 'INFERRED',
    });
    expect(codes(document)).toEqual(['PERIOD_INFERRED 1', 'PERIOD_AMBIGUOUS 1', 'NO_ISSUER 1']);
  });
});

describe('documents without an order', () => {
  it('an institution plan is an act of its own, signed in its stamp', () => {
    const { acts, plans } = read('institution-work-plan');
    expect(acts).toHaveLength(1);
    expect(acts[0]).toMatchObject({
      kind: 'LOCAL_ACT',
      date: '2024-09-02',
      educationLevels: ['PRESCHOOL'],
      signatory: { name: 'А.А. Образцова', position: 'Заведующий МБДОУ «Детский сад № 0»' },
    });
    expect(plans[0]).toMatchObject({ kind: 'INSTITUTION_PLAN', period: { start: '2024-09-01', end: '2025-08-31' } });
    expect(plans[0]!.measures.map((m) => [m.sectionPath, m.title, m.participants, m.form])).toEqual([
      [['I'], 'Педсовет № 1', 'Педагоги', 'Совещание'],
      [['I'], 'Открытые занятия', 'Педагоги', ''],
      [['II'], 'Собрание', 'Родители', 'Собрание'],
    ]);
  });

  it('a roadmap with the stamp of its order belongs to that order', () => {
    const { acts, plans } = read('roadmap-with-stamp');
    expect(acts[0]).toMatchObject({
      kind: 'ORDER',
      number: '52-ОД',
      date: '2025-03-14',
      issuer: 'отдела образования администрации Условского муниципального округа',
    });
    expect(plans[0]).toMatchObject({ kind: 'ROADMAP', period: { start: '2025-04-01', end: '2025-07-31' } });
    expect(plans[0]!.measures).toHaveLength(3);
  });

  it('a text that is neither gives empty lists and one error', () => {
    const { acts, plans, issues } = read('news');
    expect([acts, plans]).toEqual([[], []]);
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([['NOTHING_READ', 'ERROR']]);
    expect(issues[0]!.message).toContain('news.txt');
  });
});

describe('a directive with a regulation', () => {
  const [directive, regulation] = read('directive-with-regulation').acts;

  it('reads amendments, a letter, and an addressee before a deadline', () => {
    expect(directive!.basis.map(({ role, kind, number }) => [role, kind, number])).toEqual([
      ['BASIS', 'FEDERAL_LAW', '273-ФЗ'],
      ['BASIS', 'RESOLUTION', '662'],
      ['AMENDMENT', 'RESOLUTION', '292'],
      ['AMENDMENT', 'RESOLUTION', '264'],
      ['BASIS', 'LETTER', '02-15/7'],
    ]);
    expect(directive!.instructions[1]).toMatchObject({
      addressee: 'Отделу дошкольного образования',
      deadlineText: 'ежегодно, до 1 июня',
    });
    expect(directive!.issuer).toBe('Администрация Примерского городского округа, Департамент образования');
  });

  it('numbers clauses through parts with roman numbers', () => {
    expect(regulation!.clauses.map(({ section, number, items }) => [section, number, items.length])).toEqual([
      ['Общие положения', '1', 0],
      ['Общие положения', '2', 2],
      ['Проведение', '3', 0],
      ['Проведение', '4', 0],
    ]);
    expect(regulation!.clauses[2]).toMatchObject({ line: 35, lineEnd: 36 });
  });
});

describe('an order with gaps', () => {
  const document = read('order-with-gaps');

  it('leaves unfilled number and date null and says so', () => {
    expect(document.acts[0]).toMatchObject({ number: null, date: null, signatory: null, controller: null });
    expect(document.issues.map(({ code, field }) => [code, field])).toEqual([
      ['CELL_EMPTY', 'number'],
      ['CELL_EMPTY', 'date'],
      ['CITATION_UNRESOLVED', 'citations'],
      ['UNBALANCED_QUOTES', 'clauses'],
      ['DEADLINE_AMBIGUOUS', 'deadlineText'],
    ]);
  });

  it('still reads whom the points address', () => {
    expect(document.acts[0]!.instructions.map((i) => [i.addressee, i.scope, i.deadlineText])).toEqual([
      ['Заведующим дошкольными образовательными организациями', 'EACH_INSTITUTION', 'ежеквартально'],
      ['Муниципальному методическому кабинету', 'ONE', 'в течение 10 рабочих дней'],
    ]);
  });
});

describe('an order with two plans', () => {
  const document = read('order-with-two-plans');

  it('reads each with its own columns and period', () => {
    expect(rows(document)).toHaveLength(2);
    expect(rows(document, 1)).toEqual([
      ['', '1', 'Сбор данных', '01.02.2025', 'ДОО'],
      ['', '2', 'Анализ', '01.03.2025', 'Отдел'],
    ]);
    expect(document.plans.map(({ period, act }) => [period!.end, act])).toEqual([
      ['2025-12-31', 0],
      ['2025-06-30', 0],
    ]);
  });

  it('shows that one stamp has another date', () => {
    expect(document.acts[0]!.dateCandidates.map(({ date, where }) => [date, where])).toEqual([
      ['2025-01-10', 'HEADING'],
      ['2025-01-10', 'STAMP'],
      ['2025-01-11', 'STAMP'],
    ]);
    expect(codes(document)).toEqual(['DATE_CONFLICT 32']);
  });
});
