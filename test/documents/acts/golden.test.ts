import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readDocument } from '../../../subgraphs/documents/acts/read-document.js';
import { golden, publishedOrder, publishedOrders } from './texts.js';

/** `READER_GOLDEN=write npm test` writes the files anew; read the difference against the source before it is committed. */
const write = process.env.READER_GOLDEN === 'write';

describe('everything that is read from a published document', () => {
  it.each(publishedOrders())('%s', (name) => {
    const file = `${golden}${name}.json`;
    const read = readDocument(publishedOrder(name), { filename: `${name}.txt` });
    if (write) {
      mkdirSync(golden, { recursive: true });
      writeFileSync(file, `${print(read, '')}\n`);
    }
    expect(read).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });
});

/** What fits on a line stands on one, so that a cell, a citation, an issue is a line of a diff. */
function print(value: unknown, indent: string): string {
  const flat = JSON.stringify(value);
  if (value === null || typeof value !== 'object' || flat.length <= 110) return flat;
  const deeper = `${indent} `;
  const leaf = Object.values(value).every((part) => part === null || typeof part !== 'object');
  if (leaf && !Array.isArray(value)) return flat;
  if (Array.isArray(value)) return `[\n${value.map((part) => deeper + print(part, deeper)).join(',\n')}\n${indent}]`;
  const fields = Object.entries(value).filter(([, part]) => part !== undefined);
  return `{\n${fields.map(([key, part]) => `${deeper}${JSON.stringify(key)}: ${print(part, deeper)}`).join(',\n')}\n${indent}}`;
}
