import { sortKey } from '../../../../schema/contract/collation.js';
import { columnLetter, emptyCell, issue, Refusal, type TableCell } from '../../../documents/index.js';
import type { Issue } from '../../../kit/graphql/index.js';
import { errorColumn, type Heading, type TableRecord } from '../../../kit/import/index.js';
import { columns, type ResultRow } from './columns.js';
import type { KnownIndicator, ResultIndicators } from './indicator-register.js';
import type { ResultCell, WrongCell } from './result-cell.js';

/** Where the results of a row stand: in one pair of columns, or in a column for each indicator. */
export interface Layout {
  issues: Issue[];
  cellsOf(record: TableRecord<ResultRow>): (ResultCell | WrongCell)[];
}

/** A long table names the indicator in each row; in a wide one every column that is no other is an indicator. */
export function layoutOf(heading: Heading, indicators: ResultIndicators, allowPartial: boolean): Layout {
  return heading.at.has('indicator') ? long(heading, indicators) : wide(heading, indicators, allowPartial);
}

function long(heading: Heading, indicators: ResultIndicators): Layout {
  if (!heading.at.has('value') && !heading.at.has('level')) {
    throw new Refusal('COLUMN_MISSING', `Нет графы «${columns.value.header}» или «${columns.level.header}».`);
  }
  const cellsOf = ({ values: { indicator, value, level } }: TableRecord<ResultRow>): (ResultCell | WrongCell)[] => {
    const field = value === null && level !== null ? columns.level.header : columns.value.header;
    if (indicator !== null) return [{ versions: indicators.named(indicator), value, level, field }];
    const problem = 'показатель не указан';
    return [{ code: 'VALUE_MISSING', problem, suggestion: null, field: columns.indicator.header, text: null }];
  };
  return { issues: heading.issues, cellsOf };
}

interface IndicatorColumn {
  index: number;
  versions: readonly KnownIndicator[];
  field: string;
}

function wide(heading: Heading, indicators: ResultIndicators, allowPartial: boolean): Layout {
  const indexes = new Set(heading.at.values());
  const issues = heading.issues.filter(({ code }) => code !== 'COLUMN_UNKNOWN');
  const indicatorColumns: IndicatorColumn[] = [];
  heading.printed.forEach((text, index) => {
    if (text === '' || indexes.has(index) || sortKey(text) === sortKey(errorColumn)) return;
    const field = `${text} (${columnLetter(index)})`;
    const versions = indicators.named(text);
    if ('problem' in versions) {
      const message = `Графа «${text}»: ${versions.problem}.`;
      const place = { field, text, suggestion: versions.suggestion };
      if (!allowPartial) throw new Refusal('COLUMN_UNKNOWN', message, place);
      issues.push(issue('COLUMN_UNKNOWN', 'WARNING', message, place));
    } else if (indicatorColumns.some((other) => other.versions[0]?.code === versions[0]?.code)) {
      throw new Refusal('COLUMN_DUPLICATE', `Показатель «${text}» стоит в двух графах.`, { field, text });
    } else indicatorColumns.push({ index, versions, field });
  });
  if (indicatorColumns.length === 0) {
    const message = `Нет ни графы «${columns.indicator.header}», ни граф с кодами показателей.`;
    throw new Refusal('COLUMN_MISSING', message, { field: columns.indicator.header });
  }
  const cellsOf = ({ source }: TableRecord<ResultRow>) =>
    indicatorColumns.map(({ index, versions, field }): ResultCell | WrongCell => {
      const cell: TableCell = source.cells[index] ?? emptyCell;
      const text = cell.text.trim();
      if (cell.kind === 'TEXT' || cell.kind === 'NUMBER' || cell.kind === 'BOOLEAN') {
        return { versions, value: text === '' ? null : text, level: null, field };
      }
      const problem = `ожидается число или уровень, а здесь ${unreadable[cell.kind] ?? 'не одно значение'}`;
      return { problem, suggestion: null, field, text: text || null };
    });
  return { issues, cellsOf };
}

const unreadable: Partial<Record<TableCell['kind'], string>> = {
  DATE: 'дата',
  FORMULA: 'формула без вычисленного значения',
  ERROR: 'ошибка',
};
