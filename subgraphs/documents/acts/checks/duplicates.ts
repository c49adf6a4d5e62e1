import { captured } from '../../lists/captures.js';
import type { ParsedIssue, ParsedMeasure } from '../model/parsed-document.js';

/**
 * Rows that may be one measure written twice. They stay apart, since level, month or executor mostly differ: the issue
 * only names them. Rows of one section under one title; and one event whose name is quoted in two spellings.
 */
export function checkDuplicates(measures: readonly ParsedMeasure[]): ParsedIssue[] {
  return [...sameTitles(measures), ...sameNames(measures)];
}

function sameTitles(measures: readonly ParsedMeasure[]): ParsedIssue[] {
  const groups = Map.groupBy(
    measures.map((measure, i) => ({ measure, row: i + 1 })),
    ({ measure }) => JSON.stringify([measure.sectionPath, wordsOf(measure.title).join(' ')]),
  );
  return [...groups.values()].flatMap((group): ParsedIssue[] => {
    const [, second] = group;
    if (!second || wordsOf(second.measure.title).length === 0) return [];
    const lines = group.map(({ measure }) => measure.line).join(', ');
    const message = `В одном разделе ${group.length} мероприятия с одним наименованием (строки ${lines}): повтор или разные этапы?`;
    return [issueAt(second, message, second.measure.title)];
  });
}

const quoted = /«([^«»]{4,200})»|"([^"]{4,200})"/g;
/** Events that have a name of their own and are held once. */
const event =
  /(?:конкурс|фестивал|конференци|олимпиад|форум|смотр|марафон|выставк|спартакиад|чтени|слёт|слет|акци)[а-яё-]{0,6}(?:\s[^\s«»"]+){0,8}\s?$/i;

function sameNames(measures: readonly ParsedMeasure[]): ParsedIssue[] {
  const first = new Map<string, { name: string; measure: ParsedMeasure }>();
  return measures.flatMap((measure, i) =>
    namesIn(measure.title).flatMap((name): ParsedIssue[] => {
      const key = [...new Set(wordsOf(name).map((word) => word.slice(0, 5)))].sort().join(' ');
      const earlier = first.get(key);
      if (!earlier) first.set(key, { name, measure });
      if (!earlier || earlier.measure === measure || wordsOf(earlier.name).join(' ') === wordsOf(name).join(' '))
        return [];
      const message = `Похоже на то же событие, что и в строке ${earlier.measure.line}: «${earlier.name}» и «${name}».`;
      return [issueAt({ measure, row: i + 1 }, message, name)];
    }),
  );
}

function namesIn(title: string): string[] {
  return [...title.matchAll(quoted)]
    .filter((match) => event.test(title.slice(Math.max(0, match.index - 120), match.index)))
    .map((match) => captured(match, 1, 2).trim());
}

/** Lower case, ё as е; the year stays, and so does its place among the words. */
function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[а-яa-z0-9]+/g) ?? []
  );
}

function issueAt(
  { measure, row }: { measure: ParsedMeasure; row: number },
  message: string,
  text: string,
): ParsedIssue {
  return { code: 'POSSIBLE_DUPLICATE', severity: 'NOTICE', message, line: measure.line, row, field: 'title', text };
}
