import { sortKey } from '../../../schema/contract/collation.js';
import type { TableCell } from '../../documents/index.js';
import type { Column, Parsed } from './import-columns.js';

/** A cell with several values, with semicolons between them: each is read as a cell of `one` would be, and stands once. */
export function several<V>(
  header: string,
  one: Column<V>,
  options: { synonyms?: readonly string[]; hint?: string } = {},
): Column<NonNullable<V>[] | null> {
  const { synonyms = [], hint = `${one.hint}. Несколько – через точку с запятой` } = options;
  return { header, synonyms, hint, required: false, parse: (cell) => parseSeveral(one, cell) };
}

function parseSeveral<V>(one: Column<V>, { text, kind }: TableCell): Parsed<NonNullable<V>[]> {
  const values: NonNullable<V>[] = [];
  for (const part of text.split(/[;\n]/)) {
    if (sortKey(part) === '') continue;
    const parsed = one.parse({ text: part.trim(), kind });
    if ('problem' in parsed) return { ...parsed, problem: `«${part.trim()}»: ${parsed.problem}` };
    if (parsed.value !== null && parsed.value !== undefined && !values.includes(parsed.value))
      values.push(parsed.value);
  }
  return { value: values };
}
