import { elementAt } from '../../lists/elements.js';
import type { LegalActKind } from '../../vocabulary/acts.js';
import { findCitations } from '../citations/find-citations.js';
import type { ParsedCitation } from '../model/parsed-document.js';
import { findDates } from '../text/dates-in-text.js';
import { closeSpacedLetters, joinLines, type Line, type Passage } from '../text/source-lines.js';

/** The lines above the points of an order: letterhead, kind, date, number, place, title, preamble, «приказываю». */
export interface OrderHead {
  kind: LegalActKind;
  number: string | null;
  dates: { date: string; line: number }[];
  title: Passage;
  issuer: string | null;
  place: string | null;
  basis: ParsedCitation[];
  /** Index of its first line, and of the first line of the points. */
  from: number;
  bodyFrom: number;
}

const kinds: { kind: LegalActKind; word: string; commands: string[] }[] = [
  { kind: 'ORDER', word: 'приказ', commands: ['приказываю', 'приказывает'] },
  { kind: 'RESOLUTION', word: 'постановление', commands: ['постановляю', 'постановляет'] },
  { kind: 'DIRECTIVE', word: 'распоряжение', commands: ['распоряжаюсь', 'обязываю'] },
];

/** Null where the text has neither a line «ПРИКАЗ» nor a word of command. */
export function readOrderHead(lines: readonly Line[]): OrderHead | null {
  const heading = findHeading(lines);
  const command = findCommand(lines, heading?.at ?? 0);
  const kind = heading?.kind ?? command?.kind;
  if (!kind) return null;
  const at = heading?.at ?? -1;
  const commandAt = command?.at ?? lines.length;
  const preambleAt = lines.findIndex(
    ({ text }, i) => i > at && i <= commandAt && (preambleStart.test(text) || bodyOfPreamble(text)),
  );
  const pointAt = lines.findIndex(({ text }, i) => i > Math.max(at, preambleAt) && /^1[.)](?!\d)/.test(text));
  const bodyFrom = command ? commandAt + 1 : pointAt >= 0 ? pointAt : Math.max(at, preambleAt) + 1;
  const above = lines.slice(0, Math.max(at, 0));
  const below = lines.slice(at + 1, preambleAt >= 0 ? preambleAt : Math.min(commandAt, bodyFrom));
  const besideHeading = heading ? [{ ...elementAt(lines, at), text: heading.rest }] : [];
  const references = [...above, ...besideHeading, ...below].filter(({ text }) => isReference(text));
  const preamble = preambleAt >= 0 ? withoutCommand(joinLines(lines.slice(preambleAt, bodyFrom))) : null;
  return {
    kind,
    number: references.map(({ text }) => numberIn(text)).find((number) => number !== null) ?? null,
    dates: references.flatMap(({ text, no }) => findDates(text).map(({ date }) => ({ date, line: no }))),
    title: readTitle(below),
    issuer: issuerOf(readLetterhead(above)) ?? (preamble && bodyOfPreamble(preamble.text)),
    place: references.map(({ text }) => placeName.exec(text)?.[0]).find((place) => place !== undefined) ?? null,
    basis: preamble ? findCitations(preamble, 'BASIS') : [],
    from: lines.findIndex(({ text }) => text !== ''),
    bodyFrom,
  };
}

function findHeading(lines: readonly Line[]): { at: number; kind: LegalActKind; rest: string } | null {
  for (let at = 0; at < Math.min(lines.length, 200); at++) {
    const text = closeSpacedLetters(elementAt(lines, at).text.slice(0, 300));
    for (const { kind, word } of kinds) {
      const start = text.slice(0, word.length);
      if (start !== word.toUpperCase() && start !== word.charAt(0).toUpperCase() + word.slice(1)) continue;
      const rest = text.slice(word.length);
      if (rest === '' || (/^\s/.test(rest) && isReference(rest.trim()))) return { at, kind, rest: rest.trim() };
    }
  }
  return null;
}

/** The command may be letter-spaced; it stands at the end of the preamble or on a line of its own. */
function findCommand(lines: readonly Line[], from: number): { at: number; kind: LegalActKind } | null {
  for (let at = from; at < Math.min(lines.length, from + 200); at++) {
    const end = elementAt(lines, at).text.slice(-60);
    const kindByCommand = kinds.find(({ commands }) => atEnd(commands).test(end));
    if (kindByCommand) return { at, kind: kindByCommand.kind };
  }
  return null;
}

function withoutCommand(preamble: Passage): Passage {
  return { ...preamble, text: preamble.text.replace(atEnd(kinds.flatMap(({ commands }) => commands)), '') };
}

function atEnd(commands: readonly string[]): RegExp {
  return new RegExp(`(?<![А-Яа-яЁё])(?:${commands.map((word) => [...word].join(' ?')).join('|')})[ :]{0,3}$`, 'i');
}

/** Nothing but a date, «№ …», a place, «от», «г.» and lines to be filled in. */
function isReference(text: string): boolean {
  if (text === '' || text.length > 150) return false;
  let rest = text;
  for (const { index, end } of findDates(text).reverse()) rest = rest.slice(0, index) + rest.slice(end);
  rest = rest
    .replace(numberSign, '')
    .replace(placeName, '')
    .replace(/года?|г\.|(?<![А-Яа-яЁё])от(?![А-Яа-яЁё])|[_\s.,»«"]/g, '');
  return rest === '' && rest.length < text.length;
}

const numberSign = /(?:№|N)\s?([\dA-Za-zА-Яа-яЁё][\dA-Za-zА-Яа-яЁё/.–-]{0,40})?/;
const placeName =
  /(?:г\.|город|пос\.|пгт\.?|п\.|с\.|село|ст\.|станица|рп\.?|р\.п\.)\s?[А-ЯЁ][А-Яа-яЁё-]{1,40}(?:\s[А-ЯЁ][а-яё-]{1,40})?$/;

function numberIn(text: string): string | null {
  return numberSign.exec(text)?.[1]?.replace(/[.–-]+$/, '') ?? null;
}

const preambleStart =
  /^(?:В соответствии|В целях|В связи|В рамках|В исполнение|Во исполнение|На основании|С целью|С учетом|С учётом|Согласно|Руководствуясь|Учитывая|По итогам|По результатам|Рассмотрев|В порядке|Для )/i;

/** From «О …» on; other lines there are dates, numbers, places. */
function readTitle(below: readonly Line[]): Passage {
  const words = below.filter((line) => line.text !== '' && !isReference(line.text));
  const start = words.findIndex((line) => /^["«]?(?:О|Об|Обо|ОБ)\s/.test(line.text));
  return joinLines(words.slice(Math.max(start, 0)));
}

const bodyWord =
  /^(?:администрация|департамент|управление|комитет|министерство|отдел|мэрия|правительство|совет|муниципальн(?:ое|ый)|государственн(?:ое|ый)|мку|мау|мбу|мбдоу|мадоу|мдоу|гау|гку|гбу)(?![а-яё])/i;
const goesOn =
  /^(?:[а-яё«]|(?:[Аа]дминистрации|АДМИНИСТРАЦИИ|[Мм]униципального|МУНИЦИПАЛЬНОГО|[Гг]ород(?:а|ского)|ГОРОД(?:А|СКОГО)|РАЙОНА|ОКРУГА|ОБЛАСТИ|КРАЯ|РЕСПУБЛИКИ|ОБРАЗОВАНИЯ)(?![А-Яа-яЁё]))/;

/** «Комитет образования …, в соответствии с …, приказывает»: who speaks, before the grounds. */
function bodyOfPreamble(text: string): string | null {
  if (!bodyWord.test(text)) return null;
  return (
    /^([^,;:]{3,200}),\s(?:в соответствии|в целях|во исполнение|на основании|руководствуясь|в связи)/.exec(text)?.[1] ??
    null
  );
}

/** Names of the bodies: each begins with such a word and goes on over the lines below. Addresses and posts are left out. */
function readLetterhead(lines: readonly Line[]): string[] {
  const bodies: string[] = [];
  let open = false;
  lines.forEach(({ text }, i) => {
    const apart = i > 0 && elementAt(lines, i - 1).text === '';
    if (text === '') return;
    if (text.startsWith('(') || text.length > 300 || /\d{4}|тел\.|ул\.|@|ИНН/.test(text)) open = false;
    else if (bodyWord.test(text)) {
      bodies.push(text);
      open = true;
    } else if (open && (!apart || goesOn.test(text)) && bodies.length > 0) bodies[bodies.length - 1] += ` ${text}`;
    else open = false;
  });
  return bodies;
}

/** The last body named; a unit that does not name its administration stands behind it. */
function issuerOf(bodies: readonly string[]): string | null {
  const unit = bodies.at(-1) ?? null;
  const parent = bodies.at(-2);
  return unit && parent && !/администрац/i.test(unit) ? `${parent}, ${unit}` : unit;
}
