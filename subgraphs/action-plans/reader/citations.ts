import { findDates, monthWord } from './dates.js';
import type { CitationRole, LegalActKind, ParsedCitation } from './document.js';
import type { Passage } from './lines.js';

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
  let done = 0;
  for (const mention of actMentions(text)) {
    if (mention.index < done || quotes.at(mention.index) > 0) continue;
    const found = mention.document ? readDocument(text, mention) : readAct(text, mention, role);
    if (!found) continue;
    const articles = articleBefore(text.slice(done, mention.index));
    const start = approvedBefore(text, done, mention.index) ?? (articles ? done + articles.index : mention.index);
    found.citations.forEach((citation, i) => {
      const raw = i === 0 ? text.slice(start, found.end).trim() : citation.raw;
      citations.push({
        ...citation,
        raw,
        article: i === 0 ? (articles?.article ?? null) : null,
        line: passage.lineAt(start),
      });
    });
    done = found.end;
    quotes.restart(done);
  }
  return citations;
}

interface Mention {
  kind: LegalActKind | null;
  /** A concept, regulation, programme: cited without a number as well. */
  document: boolean;
  index: number;
  end: number;
}

type Found = { citations: Omit<ParsedCitation, 'line'>[]; end: number };

const kinds: [LegalActKind | null, string][] = [
  ['FEDERAL_LAW', '[Фф]едеральн[а-яё]{2,3} закон[а-яё]{0,3}'],
  [null, '[Зз]акон(?:ом|а|у|е)?'],
  ['ORDER', '[Пп]риказ(?:ом|а|у|е|ами|ов|ы)?'],
  ['RESOLUTION', '[Пп]остановлени(?:ем|я|ю|е|ями|й)'],
  ['DIRECTIVE', '[Рр]аспоряжени(?:ем|я|ю|е|ями|й)'],
  ['DECREE', '[Уу]каз(?:ом|а|у|е|ами|ов)?'],
  ['LETTER', '[Пп]исьм(?:ом|а|у|е|о|ами)'],
];
const documents: [LegalActKind, string][] = [
  ['CONCEPT', '[Кк]онцепци(?:ей|и|ю|я)'],
  ['REGULATION', '(?:Положени(?:ем|я|ю)|Порядк(?:ом|а|у))'],
];

function actMentions(text: string): Mention[] {
  const collect = (words: [LegalActKind | null, string][], document: boolean) =>
    words.flatMap(([kind, word]) =>
      [...text.matchAll(new RegExp(`(?<![А-Яа-яЁё])${word}(?![А-Яа-яЁё])`, 'g'))].map(
        ({ index, 0: match }): Mention => ({ kind, document, index, end: index + match.length }),
      ),
    );
  const found = [...collect(kinds, false), ...collect(documents, true)].sort(
    (a, b) => a.index - b.index || b.end - a.end,
  );
  // «закон» stands inside «Федеральный закон».
  return found.filter((mention, i) => !found.slice(Math.max(0, i - 3), i).some((other) => other.end > mention.index));
}

function readAct(text: string, mention: Mention, role: CitationRole): Found | null {
  const scanner = new Scanner(text, mention.end);
  const issuer = scanner.until(titleOrReference, 300, issuerBreak);
  if (issuer === null) return null;
  const { kind } = mention;
  const leadingTitle = scanner.title();
  const citations: Found['citations'] = [];
  for (let more = true; more; ) {
    const start = citations.length === 0 ? mention.index : scanner.at;
    const reference =
      scanner.reference() ?? (leadingTitle && citations.length === 0 ? { date: null, number: null } : null);
    if (!reference) break;
    const title = (citations.length === 0 ? leadingTitle : null) ?? scanner.title();
    citations.push({
      raw: text.slice(start, scanner.at).trim(),
      role,
      kind: kind ?? (reference.number?.endsWith('-ФЗ') ? 'FEDERAL_LAW' : null),
      ...reference,
      year: reference.date ? Number(reference.date.slice(0, 4)) : null,
      article: null,
      title,
      issuer: issuer.trim().replace(/[\s,(]+$/, '') || null,
    });
    citations.push(...scanner.amendments(kind));
    more = scanner.take(/\s?(?:,|и)\s(?=от\s|№)/y) !== null;
  }
  return citations.length === 0 ? null : { citations, end: scanner.at };
}

/** «Концепцией …, разработанной АНО ДПО «…» в 2019 году»; one that an act approved is left to that act. */
function readDocument(text: string, mention: Mention): Found | null {
  const rest = text.slice(mention.end, mention.end + 600);
  const stop = /[;.](?:\s|$)|,\s(?!(?:утвержд|разработанн|принят|одобренн))/.exec(rest)?.index ?? rest.length;
  const words = rest.slice(0, stop);
  const made = /,\s(разработанн|принят|одобренн|утвержд)[а-яё]{2,6}\s/.exec(words);
  if (!made || actMentions(words.slice(made.index)).some(({ document }) => !document)) return null;
  const by = words.slice(made.index + made[0].length);
  const year = /\sв?\s?((?:19|20)\d\d)\sгод/.exec(by);
  return {
    citations: [
      {
        raw: text.slice(mention.index, mention.end + stop),
        role: 'BASIS',
        kind: mention.kind,
        number: null,
        date: null,
        year: year ? Number(year[1]) : null,
        article: null,
        title: text.slice(mention.index, mention.end + made.index).trim(),
        issuer: (year ? by.slice(0, year.index) : by).trim() || null,
      },
    ],
    end: mention.end + stop,
  };
}

const reference = `(?<![А-Яа-яЁё])от(?=\\s(?:[«"“]?\\d{1,2}[»"”]?(?:\\.\\d|\\s${monthWord})|_|\\d{4}-)|\\s?$)|№\\s?(?=[\\dA-Za-zА-Яа-яЁё_]|$)`;
const referenceStart = new RegExp(reference);
const titleOrReference = new RegExp(`[«"]Об?о?\\s|${reference}`);
/** What never stands between the kind of an act and its reference. */
const issuerBreak =
  /[;:]|(?<!\s(?:г|п|с|ст|им|пос|обл))\.\s[А-ЯЁ]|(?<![А-Яа-яЁё])(?:приказ|постановлени|распоряжени|указ|письм|закон(?:ом|а|у)?(?![а-яё])|утвердить|настоящ)/i;

class Scanner {
  constructor(
    private readonly text: string,
    public at: number,
  ) {}

  take(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.at;
    const match = sticky.exec(this.text);
    if (match) this.at += match[0].length;
    return match;
  }

  /** The words before the next match, at most `limit` of them; null without one, or where `broken` comes first. */
  until(pattern: RegExp, limit: number, broken: RegExp): string | null {
    const window = this.text.slice(this.at, this.at + limit);
    const match = pattern.exec(window);
    if (!match || broken.test(window.slice(0, match.index))) return null;
    this.at += match.index;
    return window.slice(0, match.index);
  }

  reference(): { date: string | null; number: string | null } | null {
    const start = this.at;
    let date: string | null = null;
    let number: string | null = null;
    for (let turn = 0; turn < 2; turn++) {
      this.take(/\s/y);
      if (!date && this.take(/от(?![А-Яа-яЁё])\s?/y)) date = this.date();
      else if (!number && this.take(/№\s?/y)) number = this.take(actNumber)?.[0].replace(/[.\-–/]+$/, '') ?? null;
    }
    if (this.at > start && /\s/.test(this.text[this.at - 1]!)) this.at--;
    return this.at > start ? { date, number } : null;
  }

  date(): string | null {
    const found = findDates(this.text.slice(this.at, this.at + 40))[0];
    if (!found || found.index > 1) return null;
    this.at += found.end;
    this.take(/\s?(?:года?|г\.)(?![А-Яа-яЁё])/y);
    return found.date;
  }

  /** A quoted title right behind; its own quotes are counted, because titles quote titles. */
  title(): string | null {
    const open = /\s?[«"]/y;
    const start = this.at;
    const quote = this.take(open)?.[0].at(-1);
    if (!quote) return null;
    const close = quote === '"' ? '"' : '»';
    for (let i = this.at, depth = 1; i < Math.min(this.text.length, start + 2000); i++) {
      if (this.text[i] === close) depth--;
      else if (this.text[i] === '«' && close === '»') depth++;
      if (depth > 0) continue;
      const title = this.text.slice(this.at, i);
      this.at = i + 1;
      return title;
    }
    this.at = start;
    return null;
  }

  amendments(kind: LegalActKind | null): Found['citations'] {
    const found: Found['citations'] = [];
    const start = this.at;
    if (!this.take(/\s?\((?:в\s(?:действующей\s)?ред(?:акции|\.)|ред\.|с\sизм(?:енениями|\.)|с\sпоследующими)/y))
      return found;
    const end = this.text.indexOf(')', this.at);
    if (end < 0 || end - this.at > 2000) {
      this.at = start;
      return found;
    }
    while (this.at < end) {
      const words = this.until(referenceStart, end - this.at, /[;)]/);
      const from = this.at;
      const reference = words === null ? null : this.reference();
      if (!reference) break;
      const raw = this.text.slice(from, this.at).trim();
      const year = reference.date ? Number(reference.date.slice(0, 4)) : null;
      found.push({ raw, role: 'AMENDMENT', kind, ...reference, year, article: null, title: null, issuer: null });
    }
    this.at = end + 1;
    return found;
  }
}

const actNumber = /[\dA-Za-zА-Яа-яЁё](?:[\dA-Za-zА-Яа-яЁё]|[-–/.](?=[\dA-Za-zА-Яа-яЁё])){0,40}/y;

/** Articles named right before the act: «статьёй 97 Федерального закона», «ч. 3 ст. 28 …». */
function articleBefore(words: string): { article: string; index: number } | null {
  const tail = words.slice(-120);
  const match = /(?:стать[а-яё]{1,3}|ст\.)\s?(\d{1,3}(?:\.\d{1,2})?(?:(?:,\s?|\sи\s)\d{1,3}){0,9})\s$/i.exec(tail);
  return match && { article: match[1]!, index: words.length - tail.length + match.index };
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
