import { type ParsedDocument, readDocument } from './acts/index.js';
import { type DocumentText, type FileReading, readDocumentText } from './formats/index.js';

/** A file of an order, a plan or a regulation: its text, and what the text says. */
export interface DocumentFile extends DocumentText {
  document: ParsedDocument;
}

/** Reads the bytes of a document; without content where they hold no text. A file without a name is taken for a text. */
export async function readDocumentFile(filename: string | null, bytes: Buffer): Promise<FileReading<DocumentFile>> {
  const { content, issues } = await readDocumentText(filename ?? 'document.txt', bytes);
  if (content === null) return { content, issues };
  return { content: { ...content, document: readDocument(content.text, { filename: filename ?? undefined }) }, issues };
}
