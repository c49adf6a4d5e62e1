import { captured } from '../../lists/captures.js';
import { elementAt } from '../../lists/elements.js';
import type { ParsedIssue } from '../model/parsed-document.js';
import { closeSpacedLetters, type Line } from '../text/source-lines.js';

/**
 * Slips of the pen that the document itself proves: two words run together that it elsewhere prints apart, letters set
 * apart, one quoted name in two spellings, a year without its preposition. Never by a dictionary: what is only unusual is
 * left alone.
 */
export function checkWords(lines: readonly Line[]): ParsedIssue[] {
  return [...runTogether(lines), ...spacedLetters(lines), ...misspelledNames(lines), ...missingPrepositions(lines)];
}

const word = /(?<![А-Яа-яЁё-])[А-Яа-яЁё]{8,40}(?![А-Яа-яЁё-])/g;
const prepositionAndWord = /^(по|на|для|при|под|без|через|над|от|из|до|за)([а-яё]{6,})$/;

function runTogether(lines: readonly Line[]): ParsedIssue[] {
  const counts = new Map<string, number>();
  const apart = new Set<string>();
  for (const { text } of lines) {
    for (const [term] of text.matchAll(word)) counts.set(term.toLowerCase(), (counts.get(term.toLowerCase()) ?? 0) + 1);
    for (const match of text
      .toLowerCase()
      .matchAll(/(?<![а-яё-])(по|на|для|при|под|без|через|над|от|из|до|за) (?=([а-яё]{6,40})(?![а-яё-]))/g))
      apart.add(`${match[1]} ${match[2]}`);
  }
  return lines.flatMap((line) =>
    [...line.text.matchAll(word)].flatMap((match): ParsedIssue[] => {
      const parts = prepositionAndWord.exec(match[0].toLowerCase());
      if (!parts || counts.get(match[0].toLowerCase()) !== 1 || !apart.has(`${parts[1]} ${parts[2]}`)) return [];
      const suggestion = `${match[0].slice(0, elementAt(parts, 1).length)} ${match[0].slice(elementAt(parts, 1).length)}`;
      const message = `Похоже, пропущен пробел: «${match[0]}».`;
      return [issueAt('TYPO_SUSPECTED', message, line, match[0], suggestion)];
    }),
  );
}

function spacedLetters(lines: readonly Line[]): ParsedIssue[] {
  return lines.flatMap((line) => {
    const words = line.text.match(/(?<![А-Яа-яЁё])[А-Яа-яЁё](?: [А-Яа-яЁё](?![А-Яа-яЁё])){3,}/g) ?? [];
    return words.map((text): ParsedIssue => {
      const suggestion = closeSpacedLetters(text);
      return issueAt(
        'LETTERS_SPACED',
        `Слово набрано вразрядку и прочитано как «${suggestion}».`,
        line,
        text,
        suggestion,
      );
    });
  });
}

const quotedName = /«([А-ЯЁ][^«»]{9,150})»|"([А-ЯЁ][^"]{9,150})"/g;

function misspelledNames(lines: readonly Line[]): ParsedIssue[] {
  const names: { name: string; line: Line }[] = [];
  for (const line of lines) {
    for (const match of line.text.matchAll(quotedName))
      if (names.length < 500) names.push({ name: captured(match, 1, 2), line });
  }
  const counts = Map.groupBy(names, ({ name }) => name);
  const byLength = Map.groupBy(counts.keys(), (name) => name.length);
  return [...counts].flatMap(([name, places]): ParsedIssue[] => {
    const fuller = (byLength.get(name.length + 1) ?? []).find((other) => lacksConsonant(name, other));
    if (!fuller || places.length > (counts.get(fuller)?.length ?? 0)) return [];
    const message = `То же название в документе пишется иначе: «${name}» и «${fuller}».`;
    return places.map(({ line }) => issueAt('TYPO_SUSPECTED', message, line, name, fuller));
  });
}

/** One letter of `fuller` is missing, a consonant that no ending of a case adds. */
function lacksConsonant(name: string, fuller: string): boolean {
  let at = 0;
  while (at < name.length && name[at] === fuller[at]) at++;
  if (name.slice(at) !== fuller.slice(at + 1) || !/[бвгджзклмнпрстфхцчшщ]/i.test(fuller[at] ?? '')) return false;
  const endsWord = !/[а-яё]/i.test(fuller[at + 1] ?? ' ');
  return !(endsWord && /[вмх]/i.test(fuller[at] ?? ''));
}

/** «результаты, 2024 году»: the case of «году» asks for «в» or the like. */
function missingPrepositions(lines: readonly Line[]): ParsedIssue[] {
  return lines.flatMap((line) =>
    [...line.text.matchAll(/([,;(]\s)(20\d\d году)(?![а-яё])/g)].flatMap((match): ParsedIssue[] => {
      const before = line.text.slice(Math.max(0, match.index - 60), match.index);
      // «в 2023, 2024 году»: the preposition stands before the first of them.
      if (/20\d\d(?:\sи)?$/.test(before)) return [];
      const message = `Перед «${match[2]}» пропущено слово.`;
      return [{ ...issueAt('WORD_MISSING', message, line, captured(match, 2), `в ${match[2]}`) }];
    }),
  );
}

function issueAt(
  code: 'TYPO_SUSPECTED' | 'LETTERS_SPACED' | 'WORD_MISSING',
  message: string,
  line: Line,
  text: string,
  suggestion: string,
): ParsedIssue {
  return {
    code,
    severity: 'NOTICE',
    message,
    line: line.no,
    column: line.raw.indexOf(text) + 1 || undefined,
    text,
    suggestion,
  };
}
