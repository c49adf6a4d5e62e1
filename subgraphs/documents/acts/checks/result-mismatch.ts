import type { ParsedIssue, ParsedMeasure } from '../model/parsed-document.js';

/** Things that a measure makes and its result has made; each word by its stem. */
const things = [
  'реестр',
  'банк',
  'баз',
  'переч',
  'списк',
  'список',
  'каталог',
  'сборник',
  'план',
  'график',
  'программ',
  'положени',
  'порядок',
  'порядк',
  'регламент',
  'дневник',
];
/** Verbal nouns and the participle of the same verb. */
const verbs: readonly (readonly [RegExp, RegExp])[] = [
  [/^формирование/i, /^сформирован/i],
  [/^составление/i, /^составлен/i],
  [/^создание/i, /^создан/i],
  [/^разработка/i, /^разработан/i],
  [/^утверждение/i, /^утвержд[её]н/i],
  [/^подготовка/i, /^подготовлен/i],
  [/^ведение/i, /^вед[её]тся/i],
];

/** A result that does what the title says, but to another thing: «Формирование реестра …» and «Сформирован банк …». */
export function checkResults(measures: readonly ParsedMeasure[]): ParsedIssue[] {
  return measures.flatMap((measure, i) =>
    (measure.plannedResults ?? []).flatMap((result): ParsedIssue[] => {
      const same = verbs.some(([title, resultVerb]) => title.test(measure.title) && resultVerb.test(result));
      const [planned, output] = [thingBehindVerb(measure.title), thingBehindVerb(result)];
      if (!same || !planned || !output || sameThing(planned, output) || result.toLowerCase().includes(planned))
        return [];
      const message = `Мероприятие называет «${wordOf(measure.title, planned)}», а его результат – «${wordOf(result, output)}».`;
      const cell = measure.cells.find(({ role }) => role === 'RESULT');
      const at = { line: cell?.line ?? measure.line, row: i + 1, field: 'plannedResults' };
      return [{ code: 'RESULT_MISMATCH', severity: 'NOTICE', message, ...at, text: result }];
    }),
  );
}

/** The thing as the second or third word: behind the verb and at most one adjective. */
function thingBehindVerb(text: string): string | null {
  const words = text.toLowerCase().split(/\s+/, 3).slice(1);
  return (
    words.map((word) => things.find((thing) => word.startsWith(thing))).find((thing) => thing !== undefined) ?? null
  );
}

function sameThing(a: string, b: string): boolean {
  return a.slice(0, 4) === b.slice(0, 4);
}

function wordOf(text: string, thing: string): string {
  return text.split(/\s+/).find((word) => word.toLowerCase().startsWith(thing)) ?? thing;
}
