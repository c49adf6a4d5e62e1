import { elementAt } from '../../lists/elements.js';
import { missingInCitation } from '../citations/citation-identity.js';
import type { ParsedAct, ParsedCitation, ParsedIssue } from '../model/parsed-document.js';
import type { Line } from '../text/source-lines.js';
import { russianDate } from './message-words.js';
import { quotesBalance } from './quotes.js';

export function checkAct(act: ParsedAct): ParsedIssue[] {
  return [
    ...checkDates(act),
    ...act.basis.flatMap((citation) => checkBasis(act, citation)),
    ...act.mentions.flatMap((citation) => checkCitation(citation)),
    ...checkIssuer(act),
    ...checkHeading(act),
    ...checkTitle(act),
    ...act.clauses.flatMap(({ text, line, number }): ParsedIssue[] => {
      if (quotesBalance(text)) return [];
      return [
        {
          code: 'UNBALANCED_QUOTES',
          severity: 'NOTICE',
          message: `Пункт ${number}: кавычки не закрыты.`,
          line,
          field: 'clauses',
          text,
        },
      ];
    }),
  ];
}

export function checkCitation(citation: ParsedCitation, row?: number): ParsedIssue[] {
  const missing = missingInCitation(citation);
  if (missing.length === 0) return [];
  const message = `Акт назван не полностью (нет ${missing.join(', ')}), поэтому нельзя сказать, какой именно: «${citation.raw}».`;
  return [
    {
      code: 'CITATION_UNRESOLVED',
      severity: 'WARNING',
      message,
      line: citation.line,
      row,
      field: 'citations',
      text: citation.raw,
    },
  ];
}

/** Names of one municipality that call it both a district and an okrug: «Кемеровского муниципального района» and «… округа». */
export function checkOwnerName(lines: readonly Line[]): ParsedIssue[] {
  const forms = new Map<string, Map<string, { line: number; text: string }>>();
  for (const { text, no } of lines) {
    for (const match of text.matchAll(ownerName)) {
      const [name, adjective, type] = [match[0], elementAt(match, 1).toLowerCase(), elementAt(match, 2).toLowerCase()];
      const variants = forms.get(adjective) ?? new Map();
      if (!variants.has(type)) variants.set(type, { line: no, text: name });
      forms.set(adjective, variants);
    }
  }
  return [...forms.values()].flatMap((variants): ParsedIssue[] => {
    if (variants.size < 2) return [];
    const places = [...variants.values()];
    const message = `Муниципальное образование названо по-разному: ${places.map(({ text, line }) => `«${text}» (строка ${line})`).join(', ')}.`;
    return [
      {
        code: 'OWNER_NAME_CONFLICT',
        severity: 'WARNING',
        message,
        line: elementAt(places, 0).line,
        field: 'issuer',
        text: elementAt(places, 0).text,
      },
    ];
  });
}

const ownerName =
  /(?<![а-яё-])([а-яё-]{3,40}(?:ск|цк))(?:ий|ого|ому|им|ом)\s(?:муниципальн|городск)[а-яё]{2,3}\s(район|округ)[а-яё]{0,2}(?![а-яё])/gi;

function checkDates({ date, dateCandidates, approvedBy, basis }: ParsedAct): ParsedIssue[] {
  const other = dateCandidates.find((candidate) => candidate.date !== date);
  if (!date || !other || approvedBy !== null) return [];
  const places = dateCandidates
    .filter((candidate, i) => dateCandidates.findIndex((same) => same.date === candidate.date) === i)

    .map((candidate) => `${russianDate(candidate.date)} (строка ${candidate.line})`)
    .join(', ');
  const message = `У акта несколько дат: ${places}. Принята дата из заголовка, ${russianDate(date)}.`;
  const issue = {
    code: 'DATE_CONFLICT',
    severity: 'WARNING',
    line: other.line,
    field: 'date',
    text: other.date,
  } as const;
  const later = basis.find((citation) => citation.date && other.date < citation.date && citation.date <= date);
  if (!later?.date) return [{ ...issue, message }];
  const reason = ` Другая раньше акта, на котором он основан (${russianDate(later.date)}).`;
  return [{ ...issue, message: message + reason, suggestion: date }];
}

function checkBasis({ date }: ParsedAct, citation: ParsedCitation): ParsedIssue[] {
  const issues = checkCitation(citation);
  if (!date || !citation.date || citation.date <= date) return issues;
  const message = `Акт от ${russianDate(date)} ссылается на более поздний: «${citation.raw}».`;
  return [
    ...issues,
    { code: 'BASIS_AFTER_ACT', severity: 'WARNING', message, line: citation.line, field: 'basis', text: citation.raw },
  ];
}

function checkIssuer({ issuer, approvedBy, line }: ParsedAct): ParsedIssue[] {
  if (issuer || approvedBy !== null) return [];
  const message = 'В документе не назван орган, который его издал.';
  return [{ code: 'NO_ISSUER', severity: 'WARNING', message, line, field: 'issuer' }];
}

/** «от ______ № ____»: a form that was not filled in. */
function checkHeading({ kind, number, date, line }: ParsedAct): ParsedIssue[] {
  if (kind !== 'ORDER' && kind !== 'RESOLUTION' && kind !== 'DIRECTIVE') return [];
  const missing = (field: string, name: string): ParsedIssue => {
    return { code: 'CELL_EMPTY', severity: 'WARNING', message: `В заголовке акта нет ${name}.`, line, field };
  };
  return [...(number ? [] : [missing('number', 'номера')]), ...(date ? [] : [missing('date', 'даты')])];
}

function checkTitle({ title, line }: ParsedAct): ParsedIssue[] {
  if (quotesBalance(title)) return [];
  const message = 'В наименовании акта кавычки не закрыты.';
  return [{ code: 'UNBALANCED_QUOTES', severity: 'NOTICE', message, line, field: 'title', text: title }];
}
