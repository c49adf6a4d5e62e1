import { createHash } from 'node:crypto';
import type { ParsedAct, ParsedCitation } from '../reader/document.js';

/** Natural key of a published act within its owner: kind, number and date; without a number, its title. */
export function actKey(act: ParsedAct | undefined, text: string): string {
  if (!act) return `document-${hash(text)}`;
  const kind = slug(act.kind);
  if (act.number === null) return [kind, ...(act.date ? [act.date] : []), hash(letters(act.title))].join('-');
  return [kind, slug(act.number), ...(act.date ? [act.date] : [])].join('-');
}

/**
 * Natural key of a cited act, the same for every owner that cites it; null where the citation does not say enough to
 * know the act again. Numbers repeat among bodies that issue orders, so the body is part of the key, by the stems of
 * its words: it is cited in several cases. The acts of the federation need none.
 */
export function citedKey({ kind, number, date, year, title, issuer }: ParsedCitation): string | null {
  if (kind === null) return null;
  if (number !== null && date !== null) {
    const body = issuer === null || federal.test(issuer) ? [] : [hash(stems(issuer))];
    return [slug(kind), slug(number), date, ...body].join('-');
  }
  return title !== null && year !== null ? [slug(kind), year, hash(stems(title))].join('-') : null;
}

const federal = /(?:правительств|президент)\S* (?:российской федерации|рф)/i;

function stems(text: string): string {
  return letters(text)
    .split(' ')
    .map((word) => word.slice(0, 5))
    .join(' ');
}

function letters(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** What an id may hold: no blanks, and nothing that separates its parts. */
function slug(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
