import { readDocx } from './docx/read-docx.js';
import type { FileIssue } from './issues/file-issue.js';
import { issue } from './issues/file-issue.js';
import type { FileReading } from './issues/refusal.js';
import { readText } from './text/decode-text.js';

export interface DocumentText {
  /** The text as it is stored and shown; lines of issues count in it. */
  text: string;
  /** How it was read: «DOCX», or the encoding of a text. */
  format: string;
}

/** The text of a document that was sent, whatever its name says: the content decides, and a wrong name is noted. */
export async function readDocumentText(filename: string, bytes: Buffer): Promise<FileReading<DocumentText>> {
  const extension = /\.([^.]{1,8})$/.exec(filename.toLowerCase())?.[1] ?? '';
  const packed = isPacked(bytes);
  const { content, issues } = packed ? await asDocx(bytes) : await asText(bytes);
  const expected = packed ? 'docx' : 'txt';
  if (content === null || extension === expected) return { content, issues };
  return { content, issues: [...issues, wrongName(filename, expected)] };
}

/** Office files, new, old and protected, and what else is certainly no text. */
function isPacked(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 5).toString('latin1');
  return ['PK\x03\x04', '\xd0\xcf\x11\xe0', '%PDF', '{\\rtf'].some((magic) => start.startsWith(magic));
}

async function asDocx(bytes: Buffer): Promise<FileReading<DocumentText>> {
  const { content, issues } = await readDocx(bytes);
  return { content: content === null ? null : { text: content, format: 'DOCX' }, issues };
}

async function asText(bytes: Buffer): Promise<FileReading<DocumentText>> {
  const { content, issues } = await readText(bytes);
  return { content: content && { text: content.text, format: content.encoding }, issues };
}

function wrongName(filename: string, expected: string): FileIssue {
  const message = `По содержанию это файл .${expected}, а назван он «${filename}»; прочитан по содержанию.`;
  return issue('FILE_FORMAT', 'NOTICE', message, { text: filename });
}
