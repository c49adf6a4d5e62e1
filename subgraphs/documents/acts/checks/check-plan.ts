import { readDeadline } from '../../deadlines/index.js';
import type { Severity } from '../../vocabulary/issues.js';
import type { ColumnRole } from '../../vocabulary/plans.js';
import type { ParsedAct, ParsedCell, ParsedIssue, ParsedMeasure, ParsedPlan } from '../model/parsed-document.js';
import { normalizedNumber } from '../text/printed-numbers.js';
import { checkCitation } from './check-act.js';
import { checkDuplicates } from './duplicates.js';
import { fieldOf } from './measure-fields.js';
import { checkSequence } from './measure-sequence.js';
import { russianDate, times } from './message-words.js';
import { checkCounts } from './output-counts.js';
import { checkPeriods } from './period-ambiguity.js';
import { checkScope } from './plan-scope.js';
import { quotesBalance } from './quotes.js';
import { checkResults } from './result-mismatch.js';
import { findTruncated } from './truncation.js';

export function checkPlan(plan: ParsedPlan, act: ParsedAct, repeatedAt: readonly number[]): ParsedIssue[] {
  const context = { planPeriod: plan.period, actDate: act.date };
  const readings = plan.measures.map(({ deadlineText }) => readDeadline(deadlineText ?? '', context));
  return [
    ...checkHeader(repeatedAt),
    ...checkPeriod(plan),
    ...checkPeriods(plan, act),
    ...checkScope(plan, act.title),
    ...checkSections(plan),
    ...checkNumbers(plan),
    ...plan.measures.flatMap((measure, i) => checkCells(measure, i + 1)),
    ...findTruncated(plan.measures),
    ...checkDuplicates(plan.measures),
    ...checkResults(plan.measures),
    ...checkSequence(plan.measures, readings),
    ...checkCounts(plan.measures, readings),
  ];
}

function checkHeader(repeatedAt: readonly number[]): ParsedIssue[] {
  const [first] = repeatedAt;
  if (first === undefined) return [];
  const message = `Шапка таблицы повторена ${times(repeatedAt.length)} (строки ${repeatedAt.join(', ')}) и не считается строкой плана.`;
  return [{ code: 'HEADER_REPEATED', severity: 'NOTICE', message, line: first, field: 'columns' }];
}

function checkPeriod({ period, periodSource, line }: ParsedPlan): ParsedIssue[] {
  if (periodSource !== 'INFERRED' || !period) return [];
  const message = `Период плана не назван; по срокам мероприятий это ${russianDate(period.start)} – ${russianDate(period.end)}.`;
  return [{ code: 'PERIOD_INFERRED', severity: 'NOTICE', message, line, field: 'period' }];
}

/** A heading without a number is odd only beside headings that have one. */
function checkSections({ sections }: ParsedPlan): ParsedIssue[] {
  if (sections.every(({ labelPrinted }) => !labelPrinted)) return [];
  return sections.flatMap(({ labelPrinted, path, title, line }): ParsedIssue[] => {
    if (labelPrinted) return [];
    const message = `У раздела «${title}» нет своего номера; по порядку он ${path.at(-1)}.`;
    return [{ code: 'ROW_NUMBER_MISSING', severity: 'NOTICE', message, line, field: 'sectionPath', text: title }];
  });
}

function checkNumbers({ measures, columns }: ParsedPlan): ParsedIssue[] {
  const numbered = columns.some(({ role }) => role === 'NUMBER');
  const firstLines = new Map<string, number>();
  return measures.flatMap(({ number, sectionPath, ordinal, title, line }, i): ParsedIssue[] => {
    const row = i + 1;
    if (number === null) {
      const message = `У мероприятия «${title}» нет номера; по порядку в разделе оно ${ordinal}-е.`;
      return numbered
        ? [{ code: 'ROW_NUMBER_MISSING', severity: 'WARNING', message, line, row, field: 'number', text: title }]
        : [];
    }
    const key = JSON.stringify([sectionPath, normalizedNumber(number)]);
    const first = firstLines.get(key);
    firstLines.set(key, first ?? line);
    if (first === undefined) return [];
    const message = `Номер ${number} в одном разделе встречается дважды: строки ${first} и ${line}.`;
    return [{ code: 'ROW_NUMBER_DUPLICATE', severity: 'ERROR', message, line, row, field: 'number', text: number }];
  });
}

function checkCells({ cells, citations }: ParsedMeasure, row: number): ParsedIssue[] {
  return [
    ...cells.flatMap((cell) => [...checkEmpty(cell, row), ...checkQuotes(cell, row)]),
    ...citations.flatMap((citation) => checkCitation(citation, row)),
  ];
}

const emptySeverity: Partial<Record<ColumnRole, Severity>> = {
  TITLE: 'ERROR',
  DEADLINE: 'WARNING',
  RESPONSIBLE: 'WARNING',
};

function checkEmpty({ column, role, text, line }: ParsedCell, row: number): ParsedIssue[] {
  if (text !== '' || role === 'NUMBER') return [];
  const message = `Не заполнена графа «${column}».`;
  return [{ code: 'CELL_EMPTY', severity: emptySeverity[role] ?? 'NOTICE', message, line, row, field: fieldOf[role] }];
}

function checkQuotes({ column, role, text, line }: ParsedCell, row: number): ParsedIssue[] {
  if (quotesBalance(text)) return [];
  const message = `В графе «${column}» открывающих и закрывающих кавычек не поровну.`;
  return [{ code: 'UNBALANCED_QUOTES', severity: 'NOTICE', message, line, row, field: fieldOf[role], text }];
}
