import { domains } from '../../subgraphs/domains.js';
import type { PublishedTable } from '../../subgraphs/kit/import/index.js';

/** The kinds of tables that owners publish. */
export const tables = domains
  .flatMap(({ publishes = [] }) => publishes)
  .filter((kind): kind is PublishedTable => 'columns' in kind);

/** As a person writes it on the command line: «measure-areas». */
export function tableName({ name }: Pick<PublishedTable, 'name'>): string {
  return name.toLowerCase().replaceAll('_', '-');
}

/** One kind a line, with its title. */
export function tableList(indent: string): string {
  return tables.map((table) => `${tableName(table)} – ${table.title}`).join(`\n${indent}`);
}
