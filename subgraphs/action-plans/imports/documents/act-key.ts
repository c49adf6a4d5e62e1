import { createHash } from 'node:crypto';
import { isOwnAct, missingInCitation, type ParsedAct, type ParsedCitation } from '../../../documents/index.js';
import { bodyKey, bodyMeant, letters, numbersAlone, stemsOf } from './issuing-body.js';

/** Natural key of a published act within its owner: kind, number and date; without a number, its title. */
export function actKey(act: ParsedAct | undefined, text: string): string {
  if (!act) return `document-${hash(text)}`;
  const kind = slug(act.kind);
  if (act.number === null) return [kind, ...(act.date ? [act.date] : []), hash(letters(act.title))].join('-');
  return [kind, slug(act.number), ...(act.date ? [act.date] : [])].join('-');
}

/**
 * Natural key of a cited act, the same for every owner that cites it; null where the citation does not say enough to
 * know the act again. Numbers repeat among bodies that issue orders, so the body is part of the key. `citing` is the
 * body whose act cites: it calls itself by fewer words than others do.
 */
export function citedKey(citation: ParsedCitation, citing: string | null): string | null {
  const { role, kind, number, date, year, title } = citation;
  const issuer = citation.issuer ?? (isOwnAct(role) ? citing : null);
  if (kind === null || missingInCitation(citation).length > 0) return null;
  if (number !== null && date !== null) {
    const isNobodys = issuer === null && isOwnAct(role);
    return isNobodys ? null : sharedKey({ kind, number, date }, issuer && bodyMeant(issuer, citing));
  }
  if (title === null) return null;
  const names = [title, ...(issuer ? [issuer] : [])].map((words) => stemsOf(words).join(' '));
  return [slug(kind), year, hash(names.join(', '))].join('-');
}

/**
 * The same key of a published act, by which its citations meet it, whoever published it and whichever came first; null
 * where it has not all of number, date and issuer.
 */
export function identityKey({ kind, number, date, issuer }: ParsedAct): string | null {
  return number !== null && date !== null && issuer !== null ? sharedKey({ kind, number, date }, issuer) : null;
}

function sharedKey(act: { kind: string; number: string; date: string }, issuer: string | null): string {
  const body = issuer === null || numbersAlone(issuer) ? [] : [hash(bodyKey(issuer))];
  // «273» is «273-ФЗ»; «3266-1» is of the time before there were numbers of that kind.
  const isPlain = act.kind === 'FEDERAL_LAW' && /^\d+(?:-?фз)?$/.test(slug(act.number));
  const number = isPlain ? `${slug(act.number).replace(/-?фз$/, '')}-фз` : slug(act.number);
  return [slug(act.kind), number, act.date, ...body].join('-');
}

/** What an id may hold: no blanks, and nothing that separates its parts. */
export function slug(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
