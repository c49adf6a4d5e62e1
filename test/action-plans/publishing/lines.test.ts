import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectFolder } from '../../../commands/config.js';
import type { DocumentRows } from '../../../subgraphs/action-plans/imports/documents/document-row-set.js';
import { documentRows } from '../../../subgraphs/action-plans/imports/documents/document-rows.js';
import { letters } from '../../../subgraphs/action-plans/imports/documents/issuing-body.js';
import { readDocument } from '../../../subgraphs/documents/acts/read-document.js';

const folders = ['seeds/orders', 'test/documents/acts/synthetic'];
const documents = folders.flatMap((folder) =>
  readdirSync(path.join(projectFolder, folder))
    .filter((name) => name.endsWith('.txt'))
    .map((name): [string, DocumentRows] => {
      const text = readFileSync(path.join(projectFolder, folder, name), 'utf8');
      const document = readDocument(text, { filename: name });
      return [
        name,
        documentRows({ municipality: 'x', document, text, subject: 'order', publication: 'x:publication:1' }),
      ];
    }),
);

/** The words of lines of an act's own text, without signs and blanks. */
function wordsAt({ acts }: DocumentRows, act: string | null, from: number, to: number): string {
  const lines = acts.find(({ id }) => id === act)!.text.split(/\r\n|\r|\n/);
  expect(lines[from - 1]?.trim()).toBeTruthy();
  expect(lines[to - 1]).toBeDefined();
  return letters(lines.slice(from - 1, to).join(' ')).replaceAll(' ', '');
}

const start = (text: string) => letters(text).replaceAll(' ', '').slice(0, 20);

describe.each(documents)('Lines of %s', (_, rows) => {
  it('that its points and citations name are lines of the text of their own act', () => {
    for (const { id, clauses } of rows.acts) {
      for (const { number, text, line } of clauses) {
        // The number may stand alone on its line.
        const words = wordsAt(rows, id, line, Math.min(line + 3, lastLine(rows, id)));
        expect([words, words.startsWith(start(number))]).toEqual([words, true]);
        expect([words, words.includes(start(text).slice(0, 10))]).toEqual([words, true]);
      }
    }
    for (const { actId, line, raw } of rows.citations) {
      const words = wordsAt(rows, actId, line!, Math.min(line! + 3, lastLine(rows, actId)));
      expect([raw, words, words.includes(start(raw).slice(0, 8))]).toEqual([raw, words, true]);
    }
  });

  it('that say where something comes from are lines of the file', () => {
    const first = rows.acts[0]?.id ?? null;
    for (const { provenance, text } of rows.instructions) {
      const [{ line, lineEnd, quote }] = provenance as [(typeof provenance)[number]];
      const words = wordsAt(rows, first, line!, lineEnd!);
      expect(words).toBe(letters(quote!).replaceAll(' ', ''));
      expect(words).toContain(start(text));
    }
    for (const { provenance, title } of rows.measures) {
      const [{ line, lineEnd, quote }] = provenance as [(typeof provenance)[number]];
      const words = wordsAt(rows, first, line!, lineEnd!);
      expect(words).toBe(letters(quote!).replaceAll(' ', ''));
      expect(words).toContain(start(title).slice(0, 10));
    }
    for (const { id, text, provenance } of rows.acts) {
      const [{ act, line, lineEnd }] = provenance as [(typeof provenance)[number]];
      expect(act).toBe(id);
      // An annex is its part of the file.
      if (id !== first) expect(wordsAt(rows, first, line!, lineEnd!)).toBe(letters(text).replaceAll(' ', ''));
    }
  });
});

function lastLine({ acts }: DocumentRows, act: string): number {
  return acts.find(({ id }) => id === act)!.text.split(/\r\n|\r|\n/).length;
}
