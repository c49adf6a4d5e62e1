import type { FileIssue } from '../issues/file-issue.js';
import { type FileReading, Refusal, readOrRefuse } from '../issues/refusal.js';
import { openOfficeFile } from '../office/office-file.js';
import { TextLines } from './block-lines.js';
import { Numbering } from './list-numbering.js';
import { readDocumentBody } from './read-body.js';
import { Styles } from './styles.js';

const limits = { entries: 2_000, bytes: 100 << 20 };

/**
 * Reads the text of a Word document as it is printed: automatic numbers, real tables as lines of cells, text in frames.
 * Headings of pages are left out, but for the letterhead that the first page has to itself; so are notes, hidden text,
 * and what was deleted but not yet accepted, each with a notice. Line numbers are those of this text.
 */
export function readDocx(bytes: Buffer): Promise<FileReading<string>> {
  return readOrRefuse(async (issues) => {
    const { archive, main, relations } = await openOfficeFile(bytes, 'docx', limits);
    const related = await relations(main);
    const part = (type: string) => [...related.values()].find((relation) => relation.type === type)?.part ?? null;
    const styles = await Styles.read(archive, part('styles'));
    const numbering = await Numbering.read(archive, part('numbering'));
    const body = await readDocumentBody(archive, main, styles, numbering);
    const header = body.firstHeader === null ? null : (related.get(body.firstHeader)?.part ?? null);
    const letterhead =
      header && archive.names.has(header) ? await readDocumentBody(archive, header, styles, numbering) : null;
    const lines = new TextLines([...(letterhead?.blocks ?? []), ...body.blocks]);
    issues.push(...lines.issues);
    if (/\p{L}/u.test(lines.text)) return lines.text;
    throw noText(lines.issues);
  });
}

function noText(issues: readonly FileIssue[]): Refusal {
  const scanned = issues.some(({ message }) => message.includes('изображени'));
  const cause = scanned ? 'в нём только изображения: нужен распознанный текст' : 'в нём нет текста';
  return new Refusal('FILE_FORMAT', `Документ не прочитан: ${cause}.`);
}
