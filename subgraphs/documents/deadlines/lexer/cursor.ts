import { correctSpelling } from './calendar-spelling.js';
import type { DeadlineToken } from './token.js';

/**
 * A place among the tokens of a cell, from which the productions of the grammar read. A production gives null where it
 * does not fit; `attempt` and `oneOf` then put the place back.
 */
export class TokenCursor {
  /** Misspelt words that were taken for others: printed → meant. */
  readonly corrections = new Map<string, string>();
  /** Why something that looks like a date is none, as a Russian sentence. */
  impossible: string | null = null;
  at = 0;
  readonly text: string;
  readonly tokens: readonly DeadlineToken[];

  /** In a plan for a school year «I полугодие» is September to December. */
  readonly inSchoolYear: boolean;
  /** How long the plan is, if it has a beginning and an end. */
  readonly planDays: number | null;

  constructor(
    text: string,
    tokens: readonly DeadlineToken[],
    plan: { inSchoolYear?: boolean; planDays?: number | null } = {},
  ) {
    this.text = text;
    this.tokens = tokens;
    this.inSchoolYear = plan.inSchoolYear ?? false;
    this.planDays = plan.planDays ?? null;
  }

  get done(): boolean {
    return this.at >= this.tokens.length;
  }

  peek(ahead = 0): DeadlineToken | undefined {
    return this.tokens[this.at + ahead];
  }

  /** Value of the token there; empty behind the last one. */
  valueAt(ahead = 0): string {
    return this.peek(ahead)?.value ?? '';
  }

  is(kind: DeadlineToken['kind'], ahead = 0): boolean {
    return this.peek(ahead)?.kind === kind;
  }

  isWord(test: (word: string) => unknown, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === 'word' && Boolean(test(token.value));
  }

  /** The next token, if it is of one of these kinds. */
  take(...kinds: DeadlineToken['kind'][]): DeadlineToken | null {
    const token = this.peek();
    if (!token || !kinds.includes(token.kind)) return null;
    this.at++;
    return token;
  }

  /** The next token, if it is one of these words. */
  word(...words: string[]): DeadlineToken | null {
    const token = this.peek();
    if (token?.kind !== 'word' || !words.includes(token.value)) return null;
    this.at++;
    return token;
  }

  /** Words one after another, each of alternatives set apart by `|`: all or none. */
  words(phrase: string): true | null {
    return this.attempt(() => choicesOf(phrase).every((choice) => this.word(...choice)) || null);
  }

  /** Goes over a mark that may stand here. */
  skip(...kinds: DeadlineToken['kind'][]): this {
    this.take(...kinds);
    return this;
  }

  /** Goes over a word that may stand here. */
  skipWord(...words: string[]): this {
    this.word(...words);
    return this;
  }

  /** The lexicon's entry for the next word, also where one letter of it is wrong. */
  lexeme<T>(lookup: (word: string) => T | undefined): T | null {
    const token = this.peek();
    if (token?.kind !== 'word') return null;
    const meaning = lookup(token.value);
    if (meaning !== undefined) {
      this.at++;
      return meaning;
    }
    const near = correctSpelling(token.value);
    const correction = near ? lookup(near.word) : undefined;
    if (near === null || correction === undefined) return null;
    this.corrections.set(this.text.slice(token.start, token.end), near.meant);
    this.at++;
    return correction;
  }

  /** A number of at most two digits, in a range. */
  number(least: number, most: number): number | null {
    const token = this.peek();
    if (token?.kind !== 'number' || token.value.length > 2) return null;
    const value = Number(token.value);
    if (value < least || value > most) return null;
    this.at++;
    return value;
  }

  /** The result of a production; where it is null, the place is put back. */
  attempt<T>(production: () => T | null | false): T | null {
    const [at, corrections] = [this.at, this.corrections.size];
    const result = production();
    if (result !== null && result !== false) return result;
    this.#back(at, corrections);
    return null;
  }

  /** The first of the productions that reads something. */
  oneOf<T>(...productions: (() => T | null | false)[]): T | null {
    for (const production of productions) {
      const result = this.attempt(production);
      if (result !== null) return result;
    }
    return null;
  }

  /** The result that a production would have here; the place stays. */
  ahead<T>(production: () => T | null): T | null {
    const [at, corrections, impossible] = [this.at, this.corrections.size, this.impossible];
    const result = production();
    this.#back(at, corrections);
    this.impossible = impossible;
    return result;
  }

  /** Says that what was read from a token on cannot be, and why. */
  refuse(from: number, why: string): null {
    this.impossible ??= `${why}: «${this.since(from)}».`;
    return null;
  }

  /** The words of the text from a token up to here, in small letters, blanks folded. */
  since(from: number): string {
    const [first, last] = [this.tokens[from], this.tokens[this.at - 1]];
    if (!first || !last || this.at <= from) return '';
    return this.text.slice(first.start, last.end).toLowerCase().replace(/\s+/gu, ' ').trim();
  }

  #back(at: number, corrections: number): void {
    this.at = at;
    if (this.corrections.size === corrections) return;
    for (const word of [...this.corrections.keys()].slice(corrections)) this.corrections.delete(word);
  }
}

/** The phrases of the grammar, taken apart once. */
const choices = new Map<string, string[][]>();

function choicesOf(phrase: string): string[][] {
  const alternatives = choices.get(phrase) ?? phrase.split(' ').map((choice) => choice.split('|'));
  choices.set(phrase, alternatives);
  return alternatives;
}
