import { type DeadlineReading, occurrencesOf } from '../../deadlines/index.js';
import { elementAt } from '../../lists/elements.js';
import type { ParsedIssue, ParsedMeasure } from '../model/parsed-document.js';
import { times } from './message-words.js';

/**
 * A measure that recurs more often in its plan than its result counts: «1 раз в квартал» and «Проведено 3 мероприятия».
 * A result that counts more does not contradict, nor does a single one: it may be that of each time.
 */
export function checkCounts(measures: readonly ParsedMeasure[], readings: readonly DeadlineReading[]): ParsedIssue[] {
  return measures.flatMap((measure, i): ParsedIssue[] => {
    const reading = elementAt(readings, i);
    if (reading.kind !== 'RECURRING' || reading.status !== 'CLEAR' || !reading.period) return [];
    const occurrences = occurrencesOf(reading, reading.period).length;
    return (measure.plannedResults ?? []).flatMap((result): ParsedIssue[] => {
      const count = countIn(result);
      if (!count || count.count >= occurrences) return [];
      const message = `По сроку «${reading.text}» мероприятие проводится ${times(occurrences)} за период плана, а результат называет «${count.words}».`;
      const cell = measure.cells.find(({ role }) => role === 'RESULT');
      const at = { line: cell?.line ?? measure.line, row: i + 1, field: 'plannedResults' };
      return [{ code: 'OUTPUT_COUNT_MISMATCH', severity: 'NOTICE', message, ...at, text: count.words }];
    });
  });
}

const numerals = ['один', 'два', 'три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять', 'десять'];
const holdings =
  /(?:проведен[аоы]?|проведён[аоы]?|организован[аоы]?|состоял[а-я]{2,3})\s(?:и\s[а-яё]+\s)?(\d{1,3}|один|одн[аоу]|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять)\s(?:[а-яё-]+\s)?(?:мероприяти|семинар|вебинар|совещани|заседани|консультаци|встреч|конференци|мастер-класс|тренинг|собрани|занят|раз)[а-яё]{0,3}/i;

function countIn(result: string): { count: number; words: string } | null {
  const match = holdings.exec(result.slice(0, 2000));
  if (!match || /не менее\s*$/i.test(result.slice(0, match.index))) return null;
  const word = elementAt(match, 1).toLowerCase();
  const count = Number(word) || numerals.findIndex((numeral) => numeral.slice(0, 2) === word.slice(0, 2)) + 1;
  return count > 1 ? { count, words: match[0] } : null;
}
