import { describe, expect, it } from '@jest/globals';
import type { ParsedDocument, ParsedIssue } from '../../../subgraphs/documents/acts/model/parsed-document.js';
import { readDocument } from '../../../subgraphs/documents/acts/read-document.js';
import { syntheticText } from './texts.js';

/** Synthetic: an order of nobody in particular, with what the case needs. */
function order(options: { title?: string; preamble?: string; points?: string; attachment?: string } = {}): string {
  return `Управление образования администрации Условского муниципального округа

ПРИКАЗ

15.01.2024                                             № 12

${options.title ?? 'Об утверждении плана мероприятий на 2024 год'}

${options.preamble ?? 'В целях повышения качества дошкольного образования'}
приказываю:

1. ${options.points ?? 'Утвердить план.'}

Начальник управления                                   А.А. Образцова

${options.attachment ?? ''}`;
}

type Row = [title: string, deadline: string, responsible: string, result?: string];

function plan(rows: Row[], title = 'План мероприятий по развитию дошкольного образования на 2024 год'): string {
  const lines = rows.map((cells, i) => [`${i + 1}.`, ...cells.slice(0, 3), cells[3] ?? 'Протокол'].join('\t'));
  return `${title}\n\n${['№', 'Мероприятие', 'Срок', 'Ответственный', 'Результат'].join('\t')}\n${lines.join('\n')}\n`;
}

const read = (text: string): ParsedDocument => readDocument(text);
const found = (text: string, code: ParsedIssue['code']) => read(text).issues.filter((issue) => issue.code === code);
const planOf = (...rows: Row[]) => order({ attachment: plan(rows) });

describe('each is told at its place, and nothing is mended', () => {
  it('two dates for one act are both kept; the one before the act that it implements is the less likely', () => {
    const stamp = `УТВЕРЖДЕН\nприказом управления образования\nот 10.01.2023 № 12\n\n`;
    const text = order({
      preamble: 'В соответствии с приказом Министерства образования Образцовской области от 20.12.2023 № 7',
      attachment: stamp + plan([['Семинар', 'март', 'Отдел']]),
    });
    expect(read(text).acts[0]!.dateCandidates.map(({ date }) => date)).toEqual(['2024-01-15', '2023-01-10']);
    expect(found(text, 'DATE_CONFLICT')).toEqual([
      expect.objectContaining({ line: 18, text: '2023-01-10', suggestion: '2024-01-15' }),
    ]);
  });

  it('an end year of which nobody says whether it is in', () => {
    const attachment = plan(
      [['Семинар', 'март', 'Отдел']],
      'План мероприятий по качеству дошкольного образования до 2026 г.',
    );
    expect(found(order({ title: 'О плане на 2024-2026 годы', attachment }), 'PERIOD_AMBIGUOUS')).toEqual([
      expect.objectContaining({ severity: 'NOTICE', text: 'до 2026 г.', field: 'period' }),
    ]);
  });

  it('a plan that reaches beyond the period of its order', () => {
    const attachment = plan([['Семинар', 'март', 'Отдел']], 'План мероприятий на 2025 год');
    expect(found(order({ attachment }), 'PERIOD_AMBIGUOUS')).toEqual([
      expect.objectContaining({ severity: 'WARNING' }),
    ]);
  });

  it.each([
    ['Проведение олимпиад школьников', 1],
    ['Анализ результатов ВПР в 4–8 классах', 1],
    ['Повышение объективности оценочных процедур', 1],
    ['Олимпиада для дошкольников', 0],
    ['Преемственность детского сада и школы: встреча учителей 1 классов с воспитателями', 0],
    ['Классификация игр', 0],
  ])('what only schools have in a plan for preschool: «%s» %i', (title, count) => {
    expect(found(planOf([title, 'март', 'Отдел']), 'SCOPE_MISMATCH')).toHaveLength(count);
  });

  it('schools are not off the mark in a plan that is also for schools', () => {
    const attachment = plan(
      [['Проведение олимпиад школьников', 'март', 'Отдел']],
      'План мероприятий по дошкольному и основному общему образованию на 2024 год',
    );
    expect(found(order({ attachment }), 'SCOPE_MISMATCH')).toEqual([]);
  });

  it('two rows of one section under one title stay two rows', () => {
    const text = planOf(
      ['Анализ результатов', 'март', 'Отдел'],
      ['Семинар', 'май', 'Центр'],
      ['Анализ результатов', 'июнь', 'Центр'],
    );
    expect(read(text).plans[0]!.measures).toHaveLength(3);
    expect(found(text, 'POSSIBLE_DUPLICATE')).toEqual([expect.objectContaining({ row: 3, field: 'title' })]);
  });

  it.each([
    ['Участие в конкурсе «Воспитатель года – 2024»', 'Городской конкурс «Воспитатель 2024 года»', 1],
    ['Подготовка к конкурсу «Воспитатель года»', 'Проведение конкурса «Воспитатель года»', 0],
    ['Конкурс «Воспитатель года»', 'Конкурс «Педагог года»', 0],
    ['Сборник «Мир детства»', 'Статья в сборник «Детства мир»', 0],
  ])('one event in two spellings: %s / %s %i', (one, other, count) => {
    const text = planOf([one, 'март', 'Отдел'], [other, 'апрель', 'Центр']);
    expect(found(text, 'POSSIBLE_DUPLICATE')).toHaveLength(count);
  });

  it.each([
    ['Формирование реестра площадок', 'Сформирован банк площадок', 1],
    ['Формирование реестра площадок', 'Сформирован единый реестр площадок', 0],
    ['Разработка программы семинара', 'Разработана программа', 0],
    ['Составление плана', 'Подготовлен график', 0],
    ['Подготовка экспертов', 'Подготовлен список экспертов', 0],
  ])('a result that makes another thing: %s / %s %i', (title, result, count) => {
    expect(found(planOf([title, 'март', 'Отдел', result]), 'RESULT_MISMATCH')).toHaveLength(count);
  });

  it.each([
    ['1 раз в квартал', 'Проведено 3 семинара', 1],
    ['ежеквартально', 'Проведены два семинара', 1],
    ['ежеквартально', 'Проведено 4 семинара', 0],
    ['ежеквартально', 'Проведено 12 семинаров', 0],
    ['ежеквартально', 'Проведен 1 семинар', 0],
    ['март', 'Проведено 3 семинара', 0],
    ['по отдельному графику', 'Проведено 3 семинара', 0],
  ])('a result that counts less than its deadline recurs: «%s», «%s» %i', (deadline, result, count) => {
    expect(found(planOf(['Семинары', deadline, 'Отдел', result]), 'OUTPUT_COUNT_MISMATCH')).toHaveLength(count);
  });

  it.each<[string, Row, Row, number]>([
    [
      'carried out before developed',
      ['Реализация программы наставничества педагогов', 'январь 2024 г.', 'Отдел'],
      ['Разработка программы наставничества педагогов', 'март 2024 г.', 'Отдел'],
      1,
    ],
    [
      'developed and carried out in turn',
      ['Разработка программы наставничества педагогов', 'январь 2024 г.', 'Отдел'],
      ['Реализация программы наставничества педагогов', 'март 2024 г.', 'Отдел'],
      0,
    ],
    [
      'something else is carried out',
      ['Реализация программы развития кадров', 'январь 2024 г.', 'Отдел'],
      ['Разработка программы наставничества педагогов', 'март 2024 г.', 'Отдел'],
      0,
    ],
    [
      'analysed before it is measured, with years',
      ['Мониторинг качества условий', 'октябрь 2024 г.', 'Отдел'],
      ['Анализ результатов мониторинга', 'май 2024 г.', 'Отдел'],
      1,
    ],
    [
      'analysed in winter, measured in autumn of any year',
      ['Мониторинг качества условий', 'октябрь', 'Отдел'],
      ['Анализ результатов мониторинга', 'январь', 'Отдел'],
      0,
    ],
    [
      'steps at the same time',
      ['Мониторинг качества условий', 'октябрь 2024 г.', 'Отдел'],
      ['Анализ результатов мониторинга', 'октябрь 2024 г.', 'Отдел'],
      0,
    ],
  ])('out of turn: %s', (_, one, other, count) => {
    expect(found(planOf(one, other), 'SEQUENCE_ANOMALY')).toHaveLength(count);
  });

  it('two words run together that the document elsewhere prints apart', () => {
    const text = planOf(
      ['Подготовка справки по результатам опроса', 'март', 'Отдел'],
      ['Совещание порезультатам опроса, подготовленное поэтому отделом', 'май', 'Отдел'],
    );
    expect(found(text, 'TYPO_SUSPECTED')).toEqual([
      expect.objectContaining({ row: 2, text: 'порезультатам', suggestion: 'по результатам', column: 14 }),
    ]);
  });

  it.each([
    ['«Информационно-методический цент» и «Информационно-методический центр»', 1],
    ['«Программы развития ДОО» и «Программа развития ДОО»', 0],
    ['«Детский сад № 1 города» и «Детский сад № 12 города»', 0],
    ['«Школа молодого педагогов» и «Школа молодого педагого»', 0],
  ])('one quoted name with a letter lost: %s %i', (names, count) => {
    expect(found(order({ points: `Утвердить положения о ${names}.` }), 'TYPO_SUSPECTED')).toHaveLength(count);
  });

  it.each([
    ['имеющих низкие результаты, 2024 году', 1],
    ['в 2023, 2024 году', 0],
    ['в текущем, в 2024 году', 0],
    ['результаты, 2024 год', 0],
  ])('a year whose preposition is lost: «%s» %i', (words, count) => {
    expect(found(order({ points: `Утвердить план организаций, ${words}.` }), 'WORD_MISSING')).toHaveLength(count);
  });

  it.each([
    ['Семинар «Условия', 1],
    ['Детский сад «Сказка «Теремок»', 0],
    ['Журнал «Мир» детства»', 1],
    ['Вебинар "Условия', 1],
  ])('quotes that do not close: %s %i', (title, count) => {
    expect(found(planOf([title, 'март', 'Отдел']), 'UNBALANCED_QUOTES')).toHaveLength(count);
  });

  it('a citation that does not say enough for others to know the act', () => {
    const cited = (preamble: string) =>
      found(order({ preamble }), 'CITATION_UNRESOLVED').map(({ message }) => /нет ([^)]*)/.exec(message)![1]);
    expect(cited('В соответствии с приказом от 01.02.2023 № 5')).toEqual(['органа']);
    expect(cited('В соответствии с Указом Президента Российской Федерации от')).toEqual(['даты, номера']);
    expect(cited('В соответствии с областным законом от 01.02.2023 № 5-ОЗ')).toEqual(['органа']);
    expect(cited('В соответствии с Законом Примерной области от 01.02.2023 № 5-ОЗ')).toEqual([]);
    expect(cited('В соответствии с Федеральным законом от 29.12.2012 № 273-ФЗ')).toEqual([]);
  });

  it('an empty cell is not an absent column', () => {
    const { plans } = read(planOf(['Семинар', '', 'Отдел', '']));
    expect(plans[0]!.measures[0]).toMatchObject({ deadlineText: '', plannedResults: [], participants: null });
  });
});

describe('texts of other shapes raise nothing that is not there', () => {
  it.each([
    ['order-on-results', ''],
    ['order-with-group-list', 'NOTHING_READ'],
    ['regulation-with-lists', ''],
    ['regulation-by-sections', ''],
    ['resolution-amending', 'DEADLINE_AMBIGUOUS'],
    ['work-plan-by-months', 'NO_ISSUER'],
    ['roadmap-with-money', ''],
    ['kindergarten-remedy-plan', 'NO_ISSUER'],
    ['joint-plan-with-school', 'NO_ISSUER'],
    ['plan-of-region-prose-cells', ''],
    ['letter-of-ministry', 'NOTHING_READ'],
  ])('%s: %s', (name, expected) => {
    const codes = read(syntheticText(name)).issues.map(({ code }) => code);
    expect(codes.join(' ')).toBe(expected);
  });
});
