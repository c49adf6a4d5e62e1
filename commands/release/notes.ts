import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** What contributors wrote of changes that no release has yet (`npm run note` asks for it), a text for each note. */
export async function readNotes(root: string): Promise<string[]> {
  const folder = path.join(root, '.changeset');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md') && name !== 'README.md').sort();
  return Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
}

/** Those of the additions to the API that no note names in backticks. */
export function unnoted(additions: readonly string[], notes: readonly string[]): string[] {
  const names = new Set(notes.flatMap((note) => [...note.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code)));
  return additions.filter((addition) => !names.has(addition));
}
