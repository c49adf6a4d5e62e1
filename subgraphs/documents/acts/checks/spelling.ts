import { dictionary } from '../../words/index.js';
import type { ParsedIssue } from '../model/parsed-document.js';
import type { Line } from '../text/source-lines.js';
import { isInEnding, type Slip, slipsOf } from './slips.js';

/**
 * «повинками»: a word that no dictionary has, that the document uses once, and that is one likely slip away from a word. A word
 * is no slip if it may be another form of a known one, a compound, a name, or cut off by the edge of a cell.
 */
export function checkSpelling(lines: readonly Line[]): ParsedIssue[] {
  const places = placesOf(lines);
  const { has } = dictionary();
  const unknown = [...places].filter(([word, [, more]]) => !more && !isCompound(word, has));
  // So many are another language or a broken file.
  if (unknown.length > mostUnknown) return [];
  return unknown.flatMap(([word, [place]]) => {
    const [first, ...others] = meantBy(slipsOf(word, has), word, places);
    return !first || !place || isFragment(word, place, places) ? [] : issueAt(place, first, others);
  });
}

const mostUnknown = 100;

interface Place {
  line: Line;
  /** As printed. */
  text: string;
  /** Nothing follows it in its cell. */
  last: boolean;
}

const words = /(?<![А-Яа-яЁё\-.])[а-яё]{7,40}(?![А-Яа-яЁё\-.])/g;

/** Words in small letters, which are no names, with their places; what a hyphen has left on the next line is no word. */
function placesOf(lines: readonly Line[]): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  lines.forEach((line, i) => {
    const broken = /[-\u00ad]\s*$/.test(lines[i - 1]?.raw ?? '');
    for (const match of line.raw.matchAll(words)) {
      if (broken && line.raw.slice(0, match.index).trim() === '') continue;
      const word = match[0].replaceAll('ё', 'е');
      const last = /^\s*(?:\t|\v|$)/.test(line.raw.slice(match.index + match[0].length));
      const before = places.get(word);
      if (before) before.push({ line, text: match[0], last });
      else places.set(word, [{ line, text: match[0], last }]);
    }
  });
  return places;
}

/** «непредоставление», «освидетельствуются»: a dictionary leaves out what is made by rule. */
function isCompound(word: string, has: (word: string) => boolean): boolean {
  const stem = word.replace(/с[яь]$/, '');
  return [word, stem].some((form) => has(form) || (prefixes.test(form) && has(form.replace(prefixes, ''))));
}

const prefixes =
  /^(?:взаимо|внутри|мульти|аудио|видео|кибер|контр|макро|между|микро|много|нейро|после|психо|радио|сверх|социо|спорт|супер|физио|авто|анти|мало|мета|моно|обще|пере|поли|пост|пред|проф|само|теле|фото|этно|без|бес|вне|гос|дис|мед|меж|над|пед|под|при|эко|вы|де|до|за|не|по|ре|со|у)(?=[а-я]{5})/;

/** A letter more or less makes too many other words: such a one must stand in the document. Likely slips come first. */
function meantBy(slips: readonly Slip[], word: string, places: ReadonlyMap<string, Place[]>): Slip[] {
  if (slips.some((slip) => isInEnding(word, slip))) return [];
  const likely = slips.filter(({ kind, candidate }) => kind !== 'other' || places.has(candidate));
  return likely.toSorted((a, b) => Number(b.kind === 'look-alike') - Number(a.kind === 'look-alike'));
}

/** «управлен», where the cell was cut and the document knows «управления». */
function isFragment(word: string, { last }: Place, places: ReadonlyMap<string, Place[]>): boolean {
  return last && [...places.keys()].some((other) => other !== word && other.startsWith(word));
}

function issueAt({ line, text }: Place, first: Slip, others: readonly Slip[]): ParsedIssue {
  const more = others.map(({ candidate }) => `, «${candidate}»`).join('');
  return {
    code: 'TYPO_SUSPECTED',
    severity: 'NOTICE',
    message: `Слова «${text}» нет в словаре. Возможно: «${first.candidate}»${more}.`,
    line: line.no,
    column: line.raw.indexOf(text) + 1,
    text,
    suggestion: first.candidate,
  };
}
