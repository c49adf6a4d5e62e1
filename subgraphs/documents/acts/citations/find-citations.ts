import { captured } from '../../lists/captures.js';
import type { CitationRole, LegalActKind } from '../../vocabulary/acts.js';
import type { ParsedCitation } from '../model/parsed-document.js';
import type { Passage } from '../text/source-lines.js';
import { type ActMention, findActMentions } from './act-mentions.js';
import { type ActReference, CitationScanner } from './citation-scanner.js';

/**
 * Acts cited in running text:
 *
 *     citation   = [article] kind issuer? reference {("," | "и") reference} [title] [amendments]
 *     reference  = "от" date ["№" number] | "№" number ["от" date]
 *     title      = "«" … "»", quotes nested
 *     amendments = "(" ("в редакции" | "с изменениями" | "ред.") … reference {"," reference} ")"
 *
 * A concept or another document without a reference of its own is cited by its capital letter and who made it.
 * «… концепцией …, утверждённой приказом …» is one citation: that of the act which approved it.
 * An act that breaks off after «от» or «№» is given back with nulls.
 */
export function findCitations(passage: Passage, role: CitationRole): ParsedCitation[] {
  const { text } = passage;
  const citations: ParsedCitation[] = [];
  const quotes = new QuoteDepth(text);
  let end = 0;
  for (const mention of findActMentions(text)) {
    if (mention.index < end || quotes.at(mention.index) > 0) continue;
    const result = mention.document ? readDocument(text, mention, role) : readAct(text, mention, role);
    if (!result) continue;
    const articles = articleBefore(text.slice(end, mention.index));
    const start = approvedBefore(text, end, mention.index) ?? (articles ? end + articles.index : mention.index);
    result.citations.forEach((citation, i) => {
      const raw = i === 0 ? text.slice(start, result.end).trim() : citation.raw;
      citations.push({
        ...citation,
        raw,
        article: i === 0 ? (articles?.article ?? null) : null,
        line: passage.lineAt(start),
      });
    });
    end = result.end;
    quotes.restart(end);
  }
  return citations;
}

type Found = { citations: Omit<ParsedCitation, 'line'>[]; end: number };

function readAct(text: string, mention: ActMention, role: CitationRole): Found | null {
  const scanner = new CitationScanner(text, mention.end);
  const issuer = scanner.issuer();
  if (issuer === null) return null;
  const leadingTitle = scanner.title();
  let reference = scanner.reference();
  // A plan also says «издание приказа «О …»»: an act to come. Only a preamble cites by title alone.
  if (!reference && leadingTitle && role === 'BASIS') reference = { date: null, number: null };
  const citations: Found['citations'] = [];
  for (let start = mention.index; reference; reference = nextReference(scanner)) {
    const title: string | null = (start === mention.index ? leadingTitle : null) ?? scanner.title();
    const raw = text.slice(start, scanner.at).replace(/^[\s,]+(?:и\s)?/, '');
    const kind = mention.kind ?? lawOf(issuer, reference.number);
    const body = issuer.trim().replace(/[\s,(]+$/, '') || null;
    citations.push({ ...cited(raw, role, kind, reference), title, issuer: body });
    for (const amendment of scanner.amendments()) {
      citations.push({ ...cited(amendment.raw, 'AMENDMENT', kind, amendment.reference), issuer: body });
    }
    start = scanner.at;
  }
  return citations.length === 0 ? null : { citations, end: scanner.at };
}

/** «Закон Российской Федерации … № 3266-1», «Закон … от 29.12.2012 № 273-ФЗ», «Закон Краснодарского края … № 2770-КЗ» */
function lawOf(issuer: string, number: string | null): LegalActKind | null {
  if (/ФК?З$/.test(number ?? '') || /^\s?(?:Российской Федерации|РФ|РСФСР)(?![А-Яа-яЁё])/.test(issuer))
    return 'FEDERAL_LAW';
  return ofRegion.test(issuer) || /-[А-ЯЁ]{0,2}З[А-ЯЁ]{0,3}$/.test(number ?? '') ? 'REGIONAL_LAW' : null;
}

const ofRegion =
  /(?<![А-Яа-яЁё])(?:края|области|[Аа]втономного округа|Республики|Москвы|Санкт-Петербурга|Севастополя)(?![А-Яа-яЁё])/;

/** «приказами … от 01.02.2023 № 5, от 03.04.2024 № 6» */
function nextReference(scanner: CitationScanner): ActReference | null {
  return scanner.take(/\s?(?:,|и)\s(?=от\s|№)/y) && scanner.reference();
}

function cited(
  raw: string,
  role: CitationRole,
  kind: LegalActKind | null,
  { date, number }: ActReference,
): Omit<ParsedCitation, 'line'> {
  const year = date ? Number(date.slice(0, 4)) : null;
  return { raw, role, kind, number, date, year, article: null, title: null, issuer: null };
}

/** «Концепцией …, разработанной АНО ДПО «…» в 2019 году»; one that an act approved is left to that act. */
function readDocument(text: string, mention: ActMention, role: CitationRole): Found | null {
  const rest = text.slice(mention.end, mention.end + 600);
  const stop = /[;.](?:\s|$)|,\s(?!(?:утвержд|разработанн|принят|одобренн))/.exec(rest)?.index ?? rest.length;
  const words = rest.slice(0, stop);
  const verb = /,\s(разработанн|принят|одобренн|утвержд)[а-яё]{2,6}\s/.exec(words);
  if (!verb || findActMentions(words.slice(verb.index)).some(({ document }) => !document)) return null;
  const by = words.slice(verb.index + verb[0].length);
  const year = /\sв?\s?((?:19|20)\d\d)\sгод/.exec(by);
  const end = mention.end + stop;
  const citation = {
    ...cited(text.slice(mention.index, end), role, mention.kind, { date: null, number: null }),
    year: year ? Number(year[1]) : null,
    title: text.slice(mention.index, mention.end + verb.index).trim(),
    issuer: (year ? by.slice(0, year.index) : by).trim() || null,
  };
  return { citations: [citation], end };
}

/** Articles named right before the act: «статьёй 97 Федерального закона», «ч. 3 ст. 28 …». */
function articleBefore(words: string): { article: string; index: number } | null {
  const tail = words.slice(-120);
  const match = /(?:стать[а-яё]{1,3}|ст\.)\s?(\d{1,3}(?:\.\d{1,2})?(?:(?:,\s?|\sи\s)\d{1,3}){0,9})\s$/i.exec(tail);
  return match && { article: captured(match, 1), index: words.length - tail.length + match.index };
}

/** Start of «Концепции …, утвержденной» right before the act that approved it. */
function approvedBefore(text: string, from: number, index: number): number | null {
  const start = Math.max(from, index - 400);
  const match =
    /(?<![А-Яа-яЁё])(?:концепци|положени|порядк|план|программ|стратеги)[а-яё]{0,4}\s[^;]{0,300}\sутвержд[её]нн[а-яё]{2,3}\s$/i.exec(
      text.slice(start, index),
    );
  return match && start + match.index;
}

/** How many quotes are open: words inside a quoted title are no citation of their own. */
class QuoteDepth {
  #depth = 0;
  #read = 0;

  constructor(private readonly text: string) {}

  at(index: number): number {
    for (; this.#read < index; this.#read++) {
      if (this.text[this.#read] === '«') this.#depth++;
      else if (this.text[this.#read] === '»') this.#depth = Math.max(0, this.#depth - 1);
    }
    return this.#depth;
  }

  restart(index: number): void {
    this.#read = index;
    this.#depth = 0;
  }
}
