import { describe, expect, it } from '@jest/globals';
import { readDocument } from '../../../subgraphs/documents/acts/read-document.js';
import { occurrencesOf } from '../../../subgraphs/documents/deadlines/model/occurrences.js';
import { publishedOrder } from '../acts/texts.js';
import { type ContextName, printWindows, readIn } from './contexts.js';

interface Further {
  rrule?: string;
  occurrences?: number;
  due?: string;
  schedule?: string;
  trigger?: string;
  status?: string;
}

/** Document, in how many rows, phrase, kind, windows, where the year comes from. */
const phrases: [ContextName, number, string, string, string, string, Further?][] = [
  ['KRD', 1, 'до 01.09.2024', 'BY_DATE', '2024-07-05..2024-09-01', 'EXPLICIT'],
  ['KRD', 2, 'сентябрь - ноябрь 2024 года', 'WINDOW', '2024-09-01..2024-11-30', 'EXPLICIT'],
  ['KRD', 7, 'в течение года', 'WHOLE_PERIOD', '2024-07-05..2024-12-31', 'PLAN'],
  ['KRD', 1, 'до 31.12.2024', 'BY_DATE', '2024-07-05..2024-12-31', 'EXPLICIT'],
  [
    'KZL',
    1,
    'Ежегодно, сентябрь',
    'RECURRING',
    '',
    'PLAN',
    { rrule: 'FREQ=YEARLY;BYMONTH=9', occurrences: 4, due: '2024-09-30' },
  ],
  ['KZL', 1, 'Август-сентябрь, 2021 г.', 'WINDOW', '2021-08-01..2021-09-30', 'EXPLICIT'],
  ['KZL', 6, 'Ежегодно', 'RECURRING', '', 'PLAN', { rrule: 'FREQ=YEARLY', occurrences: 4, due: '2024-12-31' }],
  ['KZL', 2, 'Сентябрь, Октябрь 2021', 'WINDOWS', '2021-09-01..2021-09-30; 2021-10-01..2021-10-31', 'EXPLICIT'],
  ['VGG', 5, 'Декабрь 2021', 'WINDOW', '2021-12-01..2021-12-31', 'EXPLICIT'],
  ['VGG', 2, 'Январь 2022', 'WINDOW', '2022-01-01..2022-01-31', 'EXPLICIT'],
  ['VGG', 2, 'Февраль 2022', 'WINDOW', '2022-02-01..2022-02-28', 'EXPLICIT'],
  ['VGG', 2, 'Март 2022', 'WINDOW', '2022-03-01..2022-03-31', 'EXPLICIT'],
  ['VGG', 2, 'Апрель 2022', 'WINDOW', '2022-04-01..2022-04-30', 'EXPLICIT'],
  ['VGG', 5, 'Январь-декабрь 2022', 'WINDOW', '2022-01-01..2022-12-31', 'EXPLICIT'],
  ['VGG', 1, 'Февраль – май 2022', 'WINDOW', '2022-02-01..2022-05-31', 'EXPLICIT'],
  ['VGG', 1, 'Февраль-май 2022', 'WINDOW', '2022-02-01..2022-05-31', 'EXPLICIT'],
  ['VGG', 1, 'Февраль-апрель 2022', 'WINDOW', '2022-02-01..2022-04-30', 'EXPLICIT'],
  ['VGG', 1, 'Апрель-сентябрь 2022', 'WINDOW', '2022-04-01..2022-09-30', 'EXPLICIT'],
  [
    'VGG',
    1,
    '1 раз в квартал',
    'RECURRING',
    '',
    'PLAN',
    { rrule: 'FREQ=MONTHLY;INTERVAL=3', occurrences: 4, due: '2022-12-31' },
  ],
  ['PTZ', 1, 'По графику ФИОКО и НИКО', 'EXTERNAL_SCHEDULE', '', 'NONE', { schedule: 'по графику фиоко и нико' }],
  ['PTZ', 1, 'По графику РСОКО РК', 'EXTERNAL_SCHEDULE', '', 'NONE', { schedule: 'по графику рсоко рк' }],
  [
    'PTZ',
    1,
    'Март-апрель В соответствии с федеральным графиком проведения',
    'WINDOW',
    '2024-03-01..2024-04-30',
    'PLAN',
    { schedule: 'в соответствии с федеральным графиком проведения' },
  ],
  [
    'PTZ',
    1,
    'В соответствии с федеральным графиком проведения процедуры',
    'EXTERNAL_SCHEDULE',
    '',
    'NONE',
    { schedule: 'в соответствии с федеральным графиком проведения процедуры' },
  ],
  ['PTZ', 1, 'Март – апрель', 'WINDOW', '2024-03-01..2024-04-30', 'PLAN'],
  ['PTZ', 16, 'В течение года', 'WHOLE_PERIOD', '2024-01-01..2024-12-31', 'PLAN'],
  [
    'PTZ',
    1,
    'Календарные учебные графики',
    'EXTERNAL_SCHEDULE',
    '',
    'NONE',
    { schedule: 'календарные учебные графики' },
  ],
  [
    'PTZ',
    1,
    'Январь Июнь, Декабрь',
    'WINDOWS',
    '2024-01-01..2024-01-31; 2024-06-01..2024-06-30; 2024-12-01..2024-12-31',
    'PLAN',
  ],
  [
    'PTZ',
    1,
    'В течение учебного года постоянно по отдельному графику',
    'SCHOOL_YEAR',
    '2024-01-01..2024-05-31; 2024-09-01..2024-12-31',
    'PLAN',
    { schedule: 'по отдельному графику' },
  ],
  [
    'PTZ',
    1,
    'В течение учебного года, по отдельному плану мероприятий',
    'SCHOOL_YEAR',
    '2024-01-01..2024-05-31; 2024-09-01..2024-12-31',
    'PLAN',
    { schedule: 'по отдельному плану мероприятий' },
  ],
  [
    'PTZ',
    4,
    'В течение учебного года постоянно',
    'SCHOOL_YEAR',
    '2024-01-01..2024-05-31; 2024-09-01..2024-12-31',
    'PLAN',
  ],
  [
    'PTZ',
    2,
    'Ежеквартально',
    'RECURRING',
    '',
    'PLAN',
    { rrule: 'FREQ=MONTHLY;INTERVAL=3', occurrences: 4, due: '2024-12-31' },
  ],
  ['PTZ', 3, 'По отдельному графику', 'EXTERNAL_SCHEDULE', '', 'NONE', { schedule: 'по отдельному графику' }],
  ['PTZ', 2, 'Декабрь – январь 2023', 'WINDOW', '2022-12-01..2023-01-31', 'EXPLICIT', { status: 'CONFLICT' }],
  [
    'PTZ',
    1,
    'В соответствии с планом работы МСО (январь – февраль)',
    'WINDOW',
    '2024-01-01..2024-02-29',
    'PLAN',
    { schedule: 'в соответствии с планом работы мсо' },
  ],
  ['PTZ', 5, 'Январь', 'WINDOW', '2024-01-01..2024-01-31', 'PLAN'],
  ['PTZ', 1, 'по отдельному графику', 'EXTERNAL_SCHEDULE', '', 'NONE', { schedule: 'по отдельному графику' }],
  ['PTZ', 1, 'по факту', 'ON_EVENT', '', 'NONE', { trigger: 'по факту' }],
  ['PTZ', 1, 'Февраль – март', 'WINDOW', '2024-02-01..2024-03-31', 'PLAN'],
  ['PTZ', 4, 'Июнь', 'WINDOW', '2024-06-01..2024-06-30', 'PLAN'],
  [
    'PTZ',
    1,
    'За полугодия',
    'RECURRING',
    '',
    'PLAN',
    { rrule: 'FREQ=MONTHLY;INTERVAL=6', occurrences: 2, due: '2024-12-31' },
  ],
  ['PTZ', 1, 'Июнь-июль, сентябрь-октябрь', 'WINDOWS', '2024-06-01..2024-07-31; 2024-09-01..2024-10-31', 'PLAN'],
  ['PTZ', 1, 'Сентябрь–декабрь', 'WINDOW', '2024-09-01..2024-12-31', 'PLAN'],
  [
    'PTZ',
    1,
    'Сентябрь-октябрь - декабрь',
    'WINDOWS',
    '2024-09-01..2024-10-31; 2024-12-01..2024-12-31',
    'PLAN',
    { status: 'AMBIGUOUS' },
  ],
  ['PTZ', 2, 'Ноябрь - декабрь', 'WINDOW', '2024-11-01..2024-12-31', 'PLAN'],
  ['PTZ', 3, 'Декабрь', 'WINDOW', '2024-12-01..2024-12-31', 'PLAN'],
  ['PTZ', 1, 'По мере необходимости', 'ON_EVENT', '', 'NONE', { trigger: 'по мере необходимости' }],
  ['PTZ', 1, 'Январь - февраль', 'WINDOW', '2024-01-01..2024-02-29', 'PLAN'],
  ['PTZ', 1, 'Февраль-март', 'WINDOW', '2024-02-01..2024-03-31', 'PLAN'],
  ['PTZ', 1, 'Июнь, сентябрь', 'WINDOWS', '2024-06-01..2024-06-30; 2024-09-01..2024-09-30', 'PLAN'],
  ['PTZ', 2, 'Июль', 'WINDOW', '2024-07-01..2024-07-31', 'PLAN'],
  ['PTZ', 1, 'Май - июнь', 'WINDOW', '2024-05-01..2024-06-30', 'PLAN'],
  ['PTZ', 1, 'Апрель', 'WINDOW', '2024-04-01..2024-04-30', 'PLAN'],
  ['PTZ', 3, 'Сентябрь', 'WINDOW', '2024-09-01..2024-09-30', 'PLAN'],
  ['PTZ', 1, 'Постоянно', 'CONTINUOUS', '', 'NONE'],
  ['PTZ', 1, 'По результатам процедур ОКО', 'ON_EVENT', '', 'NONE', { trigger: 'по результатам процедур око' }],
  ['PTZ', 1, 'Текущая деятельность ОО', 'CONTINUOUS', '', 'NONE'],
  [
    'PTZ',
    3,
    'По плану проведения процедур ОКО',
    'EXTERNAL_SCHEDULE',
    '',
    'NONE',
    { schedule: 'по плану проведения процедур око' },
  ],
  ['PTZ', 1, 'Апрель – май', 'WINDOW', '2024-04-01..2024-05-31', 'PLAN'],
  ['PTZ', 6, 'В течение учебного года', 'SCHOOL_YEAR', '2024-01-01..2024-05-31; 2024-09-01..2024-12-31', 'PLAN'],
  ['PTZ', 2, 'Сентябрь-октябрь', 'WINDOW', '2024-09-01..2024-10-31', 'PLAN'],
  ['PTZ', 2, 'Февраль', 'WINDOW', '2024-02-01..2024-02-29', 'PLAN'],
  ['PTZ', 1, 'Март', 'WINDOW', '2024-03-01..2024-03-31', 'PLAN'],
  ['PTZ', 1, 'Сентябрь - октябрь', 'WINDOW', '2024-09-01..2024-10-31', 'PLAN'],
  ['PTZ', 1, 'Июнь, август-сентябрь', 'WINDOWS', '2024-06-01..2024-06-30; 2024-08-01..2024-09-30', 'PLAN'],
  ['PTZ', 1, 'По результатам мониторинга', 'ON_EVENT', '', 'NONE', { trigger: 'по результатам мониторинга' }],
  ['PTZ', 1, 'Февраль, октябрь', 'WINDOWS', '2024-02-01..2024-02-29; 2024-10-01..2024-10-31', 'PLAN'],
  ['PTZ', 1, 'Март, ноябрь', 'WINDOWS', '2024-03-01..2024-03-31; 2024-11-01..2024-11-30', 'PLAN'],
];

describe('the deadlines of the published documents', () => {
  it.each(phrases)('%s (in %i rows): %s', (context, _, text, kind, windows, yearSource, further = {}) => {
    const reading = readIn(context, text);
    const { rrule = null, schedule = null, trigger = null, status = 'CLEAR' } = further;
    expect(reading).toMatchObject({ text, kind, yearSource, rrule, schedule, trigger, status });
    expect(printWindows(reading.windows)).toBe(windows);
    expect(reading.due).toBe(further.due ?? (windows ? windows.slice(-10) : null));
    if (further.occurrences) expect(occurrencesOf(reading, reading.period!)).toHaveLength(further.occurrences);
    if (status === 'CLEAR') expect(reading.candidates).toEqual([]);
    else expect(printWindows(reading.candidates[0]!)).toBe(windows);
  });

  it('are all in this table', () => {
    const printed = Object.entries(documents).flatMap(([context, file]) => {
      const rows = readDocument(publishedOrder(file)).plans.flatMap(({ measures }) => measures);
      const counts = Map.groupBy(rows, ({ deadlineText }) => deadlineText);
      return [...counts].map(([text, { length }]) => `${context} ${length} ${text}`);
    });
    expect(printed.sort()).toEqual(phrases.map(([context, rows, text]) => `${context} ${rows} ${text}`).sort());
  });

  it('leave the literal and the likely reading to choose from, where a year contradicts the plan', () => {
    const { candidates, assumption } = readIn('PTZ', 'Декабрь – январь 2023');
    expect(candidates.map(printWindows)).toEqual(['2022-12-01..2023-01-31', '2023-12-01..2024-01-31']);
    expect(assumption).toBe('Срок вне периода плана 01.01.2024 – 31.12.2024.');
  });

  it('leave both readings of a chain of dashes to choose from', () => {
    const { candidates, assumption } = readIn('PTZ', 'Сентябрь-октябрь - декабрь');
    expect(candidates.map(printWindows)).toEqual([
      '2024-09-01..2024-10-31; 2024-12-01..2024-12-31',
      '2024-09-01..2024-12-31',
    ]);
    expect(assumption).toBe('Взято первое из возможных прочтений.');
  });

  it('are due at the ends of quarters and half-years', () => {
    const ends = (text: string) => {
      const reading = readIn('PTZ', text);
      return occurrencesOf(reading, reading.period!).map(({ end }) => end);
    };
    expect(ends('Ежеквартально')).toEqual(['2024-03-31', '2024-06-30', '2024-09-30', '2024-12-31']);
    expect(ends('За полугодия')).toEqual(['2024-06-30', '2024-12-31']);
  });
});

const documents = {
  KRD: 'krasnodar-order-1219-2024',
  KZL: 'kizel-order-76-2021',
  VGG: 'volgograd-roadmap-2022',
  PTZ: 'petrozavodsk-order-697-2023',
};
