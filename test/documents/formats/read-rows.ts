import { readOrRefuse } from '../../../subgraphs/documents/formats/issues/refusal.js';
import type { IsHead, TableRow } from '../../../subgraphs/documents/formats/rows/table-row.js';
import { readTableFile } from '../../../subgraphs/documents/formats/table-file.js';
import type { Issue } from '../../../subgraphs/kit/graphql/issue.js';

/** All rows of a table file; none and the reason where it is refused. */
export async function readRows(
  filename: string,
  bytes: Buffer,
  isHead: IsHead = () => true,
): Promise<{ rows: TableRow[] | null; texts: string[][]; issues: Issue[] }> {
  const { content, issues } = await readOrRefuse(async (found) => {
    const rows: TableRow[] = [];
    for await (const row of readTableFile(filename, bytes, isHead, found)) rows.push(row);
    return rows;
  });
  return { rows: content, texts: (content ?? []).map(({ cells }) => cells.map(({ text }) => text)), issues };
}
