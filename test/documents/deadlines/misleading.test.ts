import { describe, expect, it } from '@jest/globals';
import { readDeadline } from '../../../subgraphs/documents/deadlines/read-deadline.js';
import { printWindows } from './contexts.js';

const plans = {
  YEAR: { start: '2024-01-01', end: '2024-12-31' },
  SCHOOL: { start: '2024-09-01', end: '2025-08-31' },
  YEARS: { start: '2022-01-01', end: '2025-12-31' },
  MONTH: { start: '2024-03-01', end: '2024-03-31' },
  MONTHLONG: { start: '2024-01-21', end: '2024-02-23' },
};

type Row = [keyof typeof plans, string, string, string, string];

describe('phrases that are easily taken for something else', () => {
  it.each<Row>([
    // A plan as long as what the phrase names is meant itself.
    ['MONTHLONG', 'В течение месячника', 'WHOLE_PERIOD', 'CLEAR', '2024-01-21..2024-02-23'],
    ['YEAR', 'В течение месячника', 'ON_EVENT', 'CLEAR', ''],
    ['MONTH', 'в течение месяца', 'WHOLE_PERIOD', 'CLEAR', '2024-03-01..2024-03-31'],
    ['YEAR', 'в течение месяца', 'ON_EVENT', 'AMBIGUOUS', ''],
    ['MONTH', 'в течение месяца со дня утверждения', 'ON_EVENT', 'CLEAR', ''],
    ['MONTHLONG', 'в ходе проведения месячника', 'WHOLE_PERIOD', 'CLEAR', '2024-01-21..2024-02-23'],
    ['YEARS', 'на период реализации', 'WHOLE_PERIOD', 'CLEAR', '2022-01-01..2025-12-31'],
    // Days beside the whole year may be in it or come besides.
    ['YEAR', 'в течение года, 21 февраля', 'WINDOW', 'AMBIGUOUS', '2024-02-21..2024-02-21'],
    ['YEAR', 'в течение года (21 февраля)', 'WINDOW', 'CLEAR', '2024-02-21..2024-02-21'],
    ['YEAR', 'в течение года до 1 декабря', 'BY_DATE', 'CLEAR', '2024-01-01..2024-12-01'],
    // In a plan for a school year a year may be that one.
    ['SCHOOL', '2024-2025 гг.', 'WINDOW', 'AMBIGUOUS', '2024-09-01..2025-05-31'],
    ['YEARS', '2022-2023 гг.', 'WINDOW', 'CLEAR', '2022-01-01..2023-12-31'],
    ['SCHOOL', 'до конца года', 'BY_DATE', 'AMBIGUOUS', '2024-09-01..2024-12-31'],
    ['SCHOOL', 'до конца календарного года', 'BY_DATE', 'CLEAR', '2024-09-01..2024-12-31'],
    ['SCHOOL', 'август', 'WINDOW', 'AMBIGUOUS', '2025-08-01..2025-08-31'],
    ['SCHOOL', 'июнь-август', 'WINDOW', 'CLEAR', '2025-06-01..2025-08-31'],
    ['SCHOOL', 'с начала года', 'UNPARSED', 'UNPARSED', ''],
    ['SCHOOL', '2 раза в год, сентябрь-май', 'RECURRING', 'AMBIGUOUS', ''],
    // What follows is left open.
    ['YEAR', 'сентябрь и далее', 'WINDOW', 'AMBIGUOUS', '2024-09-01..2024-09-30'],
    ['YEAR', 'сентябрь, далее по плану', 'WINDOW', 'AMBIGUOUS', '2024-09-01..2024-09-30'],
    ['YEAR', '10 дней с 1 сентября', 'WINDOW', 'AMBIGUOUS', '2024-09-01..'],
    // Dashes and lines.
    ['SCHOOL', 'Сентябрь\n-\nМай', 'WINDOW', 'CLEAR', '2024-09-01..2025-05-31'],
    ['SCHOOL', '- сентябрь\n- май', 'WINDOWS', 'CLEAR', '2024-09-01..2024-09-30; 2025-05-01..2025-05-31'],
    ['YEAR', '10-15 марта – 10-15 мая', 'WINDOWS', 'AMBIGUOUS', '2024-03-10..2024-03-15; 2024-05-10..2024-05-15'],
    ['YEAR', '01.- 08.05.24г.', 'WINDOW', 'CLEAR', '2024-05-01..2024-05-08'],
    ['YEAR', 'с 01. по 08.05.2024', 'WINDOW', 'CLEAR', '2024-05-01..2024-05-08'],
    // Months in the genitive share the day before them.
    ['SCHOOL', '20 числа сентября, января', 'WINDOWS', 'CLEAR', '2024-09-20..2024-09-20; 2025-01-20..2025-01-20'],
    ['SCHOOL', 'до 20 сентября и мая', 'WINDOWS', 'CLEAR', '2024-09-01..2024-09-20; 2024-09-01..2025-05-20'],
    ['YEAR', '20 марта, апрель', 'WINDOWS', 'CLEAR', '2024-03-20..2024-03-20; 2024-04-01..2024-04-30'],
    // A name in quotation marks may have numbers; without its end it is no name.
    ['YEAR', '8 мая, мемориал «70 лет Победы»', 'WINDOW', 'AMBIGUOUS', '2024-05-08..2024-05-08'],
    ['YEAR', '8 мая, мемориал «70 лет Победы', 'UNPARSED', 'UNPARSED', ''],
    // A footnote may say anything.
    ['YEAR', '10 ноября 2024* года', 'WINDOW', 'AMBIGUOUS', '2024-11-10..2024-11-10'],
    ['YEAR', 'май¹', 'WINDOW', 'AMBIGUOUS', '2024-05-01..2024-05-31'],
    ['YEAR', 'по отд. плану', 'EXTERNAL_SCHEDULE', 'CLEAR', ''],
    ['YEAR', 'по утв.графику', 'EXTERNAL_SCHEDULE', 'CLEAR', ''],
  ])('%s: «%s» is %s, %s, of %s', (plan, text, kind, status, windows) => {
    const reading = readDeadline(text, { planPeriod: plans[plan] });
    expect([reading.kind, reading.status, printWindows(reading.windows)]).toEqual([kind, status, windows]);
  });
});
