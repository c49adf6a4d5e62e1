import { sourceStateLabels } from '../../schema/contract/coverage.js';
import type { TableValue } from '../../subgraphs/documents/index.js';
import type { Exported } from './ask.js';

export interface ExportRequest {
  query: string;
  variables: object;
  url: string;
}

/** Whose data the rows are, as of when, and whose are missing. */
export function coverageRows({ coverage, errors }: Exported, doubts: readonly string[]): TableValue[][] {
  return [
    ['Муниципалитет', 'Состояние', 'Данные на', 'Версия', 'Ошибка'],
    ...(coverage?.sources ?? []).map(({ municipality, state, asOf, version, error }): TableValue[] => {
      return [municipality, sourceStateLabels[state] ?? state, asOf, version, error];
    }),
    ...doubts.map((doubt): TableValue[] => ['', doubt]),
    ...errors.map(({ municipality, code, message }): TableValue[] => [
      municipality,
      'ошибка',
      null,
      null,
      `${code}: ${message}`,
    ]),
  ];
}

/** Enough to ask the same again. */
export function queryRows({ query, variables, url }: ExportRequest, { rows, at }: Exported): TableValue[][] {
  return [
    ['Запрос', ''],
    ['Адрес', url],
    ['Время', at.toISOString()],
    ['Строк', rows.length],
    ['Переменные', JSON.stringify(variables)],
    ...query.split('\n').map((line, i): TableValue[] => [i === 0 ? 'Текст запроса' : '', line]),
  ];
}

/** Why the table is not the whole truth; empty where it is. */
export function doubtsOf({ coverage, changed, errors }: Exported, cut: number): string[] {
  return [
    ...(coverage && coverage.status !== 'COMPLETE'
      ? [`Ответили не все: ${coverage.answered} из ${coverage.asked}.`]
      : []),
    ...(changed ? ['Данные изменились во время выгрузки: повторите её.'] : []),
    ...(cut > 0
      ? [`Списки внутри строк показаны не до конца, таких строк: ${cut}. Увеличьте в запросе их first.`]
      : []),
    ...(errors.length > 0 && coverage?.status === 'COMPLETE' ? [`Ошибок в ответе: ${errors.length}.`] : []),
  ];
}
