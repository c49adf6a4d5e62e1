import path from 'node:path';
import { decodeText } from '../../kit/files/text.js';
import type { Issue } from '../../kit/issue.js';

/** The text of a published file, or why there is none. */
export interface FileText {
  text: string | null;
  issues: Issue[];
}

/** Takes the text out of a file, by the ending of its name; a file without a name is text. */
export async function documentText(filename: string | null, content: Buffer): Promise<FileText> {
  const ending = path.extname(filename ?? '.txt').toLowerCase();
  const read = readers[ending];
  if (read) return read(content);
  const known = Object.keys(readers).join(', ');
  return refused('FILE_FORMAT', `Файл «${filename}» не принимается. Ожидается файл с окончанием ${known}.`);
}

const readers: Readonly<Record<string, (content: Buffer) => Promise<FileText>>> = {
  '.txt': async (content) => {
    const text = decodeText(content);
    if (text !== null) return { text, issues: [] };
    return refused('FILE_ENCODING', 'Это не текст. Ожидается текст в кодировке UTF-8, UTF-16 или Windows-1251.');
  },
};

function refused(code: Issue['code'], message: string): FileText {
  const place = { line: null, column: null, row: null, field: null, text: null, suggestion: null };
  return { text: null, issues: [{ code, severity: 'ERROR', message, ...place }] };
}
