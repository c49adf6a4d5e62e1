/** A language in which this server speaks to its clients. */
export type Language = 'en' | 'ru';

export type Sentences = Readonly<Record<Language, string>>;

/** A parameter of a sentence, as it goes over the wire. */
export type Parameter = string | number | readonly string[];

/**
 * What a parameter may be. The sentence is read by people, and the parameter may come from another server: so each kind
 * is bounded, on one line, and free of what could change the look of the text around it.
 */
export interface ParameterKind<Given> {
  /** For `docs/errors.md`. */
  readonly meaning: string;
  /** As it goes over the wire; undefined where the value is none of this kind. */
  take(value: Given): Parameter | undefined;
  /** The same of a value that another server sent. */
  read(value: unknown): Parameter | undefined;
  show(value: Parameter, language: Language): string;
}

/** What the client itself has sent: a hub passes on nothing under this name that it has not got from its client. */
export const given: ParameterKind<unknown> = {
  meaning: 'what came, at most 60 characters of it',
  take: clean,
  read: (value) => (typeof value === 'string' ? clean(value) : undefined),
  show: (value) => `«${value}»`,
};

/** A short text that is no part of the request, such as the name of something published. */
export const label: ParameterKind<string> = { ...given, meaning: 'a text of at most 60 characters' };

/** A whole number from 0. */
export const integer: ParameterKind<number> = ofWire('a whole number', (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined,
);

/** A name of the schema's or an owner's code: `doneAt`, `Measure.state`, `kizel`. */
export const name: ParameterKind<string> = ofWire('a name', matching(/^[A-Za-z_][\w.[\]-]{0,62}$/));

/** What ids of a sort have in common: `measure`, `deficit-rule`. */
export const idKind: ParameterKind<string> = ofWire('a kind of ids', matching(/^[a-z]{1,20}(-[a-z]{1,20})?$/));

/** The name of a variable of the operation. */
export const variable: ParameterKind<string> = { ...name, show: (value) => `$${value}` };

/** Some names. Of more than are worth reading, the first. */
export const names: ParameterKind<readonly string[]> = listOf('names', name, 30);

export const date: ParameterKind<string> = ofWire('a date', matching(/^\d{4}-\d\d-\d\d$/));

/** From a day to a day, as «2024-01-09..2024-05-31»; either may be missing. */
export const period: ParameterKind<string> = ofWire('a period', matching(/^(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?$/));

export const periods: ParameterKind<readonly string[]> = listOf('periods', period, 12);

/** One of these words, each said in the language of the sentence. */
export function oneOf<W extends string>(words: Readonly<Record<W, Sentences>>): ParameterKind<W> {
  const take = (value: unknown) => (typeof value === 'string' && Object.hasOwn(words, value) ? value : undefined);
  const meaning = Object.keys(words)
    .map((word) => `\`${word}\``)
    .join(', ');
  return { meaning, take, read: take, show: (value, language) => words[value as W][language] };
}

/**
 * A value in the text of an error: short, on one line, without control characters, those that turn the direction of
 * writing included, and without the brackets that begin a tag.
 */
export function clean(value: unknown): string {
  const text = typeof value === 'string' ? value.slice(0, 1000) : (JSON.stringify(value) ?? String(value));
  const plain = [...text.slice(0, 1000).replace(/[\p{C}\s]+/gu, ' ')];
  const short = plain.length > 60 ? `${plain.slice(0, 57).join('')}…` : plain.join('');
  return short.replaceAll('<', '‹').replaceAll('>', '›');
}

function ofWire<T extends Parameter>(
  meaning: string,
  take: (value: unknown) => Parameter | undefined,
): ParameterKind<T> {
  return { meaning, take, read: take, show: String };
}

function matching(pattern: RegExp): (value: unknown) => string | undefined {
  return (value) => (typeof value === 'string' && pattern.test(value) ? value : undefined);
}

function listOf<T extends string>(meaning: string, one: ParameterKind<T>, most: number): ParameterKind<readonly T[]> {
  const take = (value: unknown) => {
    const some = Array.isArray(value) ? value.slice(0, most) : [];
    return some.length > 0 && some.every((item) => one.read(item) !== undefined) ? (some as string[]) : undefined;
  };
  const show = (value: Parameter) => {
    const list = value as readonly string[];
    return list.length === most ? `${list.join(', ')}, …` : list.join(', ');
  };
  return { meaning, take, read: take, show };
}
