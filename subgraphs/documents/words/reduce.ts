import { dictionary, dictionaryVersion } from './dictionary.js';
import type { ListedWord } from './word-list.js';

/** Whatever changes what words are reduced to: what is stored reduced is then made anew. To be raised with this file. */
export const reducerVersion = `1, dictionary-ru ${dictionaryVersion}`;

/**
 * What a word (as `tokensOf` gives it) is found by: the dictionary forms of the words that it may be a form of. A word and
 * another are one where they have any of these in common. So the same code reduces what is published and what is asked, and
 * whether they meet depends on no database.
 */
export function reduceWord(word: string): readonly string[] {
  const cached = cache.get(word);
  if (cached) return cached;
  const reduced = /^[а-я]{2,}$/.test(word) ? reduceRussian(word) : [word];
  if (cache.size >= mostKept) cache.clear();
  cache.set(word, reduced);
  return reduced;
}

const cache = new Map<string, readonly string[]>();
const mostKept = 20_000;

function reduceRussian(form: string): string[] {
  const entries = dictionary().wordsOf(form);
  const words = entries.filter(({ flags, isName }) => flags !== '' && !isName).map(({ word }) => word);
  const isIrregular = entries.some(({ flags, isName }) => flags === '' && !isName);
  const isWord = isIrregular || words.length > 0;
  return [
    ...new Set([
      ...words,
      ...(words.length > 0 ? [] : [form, ...entries.map(({ word }) => word)]),
      ...(otherStems[form] ?? []),
      ...(isIrregular || !isWord ? likely(form) : []),
      // Names, and what no dictionary has: by what is left without each ending that it may have.
      ...(isWord ? [] : cutOff(form).map(([stem]) => `~${stem}`)),
      // «Примеров» may be a name as well, of which «Примеровой» is a form.
      ...(isWord && surname.test(form) ? [`~${form}`] : []),
    ]),
  ];
}

const surname = /..(?:ов|ев|ин)$/;

/** Forms of other stems than their words, which the dictionary lists as words of their own. */
const otherStems: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [
    ['дети', 'ребенок', 'детей', 'детям', 'детьми', 'детях'],
    ['люди', 'человек', 'людей', 'людям', 'людьми', 'людях'],
    ['лето', 'год', 'лет'],
  ].flatMap(([own = '', other = '', ...forms]) =>
    [own, ...forms].map((form) => [form, form === 'лето' ? [] : [own, other]]),
  ),
);

/**
 * Nouns of the dictionary of which it may be a form that their flags do not give: «дефицитов» of a noun without a plural,
 * «перышек», «испанцем»; and adjectives of an adverb.
 */
function likely(form: string): string[] {
  const { listed: entriesOf } = dictionary();
  const isNoun = ({ flags, isName }: ListedWord) => !isName && nounFlags.test(flags);
  const isAdjective = ({ flags, isName }: ListedWord) => !isName && flags.includes('A');
  const nouns = cutOff(form).flatMap(([stem, ending]) =>
    [...nominatives.map((other) => stem + other), ...fleeting(stem, ending)].filter((word) =>
      entriesOf(word).some(isNoun),
    ),
  );
  const adjectives = /[оеи]$/.test(form)
    ? ['ый', 'ий', 'ой'].map((other) => form.slice(0, -1) + other).filter((word) => entriesOf(word).some(isAdjective))
    : [];
  return [...nouns, ...adjectives];
}

/** Flags of nouns, of those without a plural too. */
const nounFlags = /[EFGHIJKNO]/;
const nominatives = ['', 'а', 'я', 'о', 'е', 'ь', 'й', 'и', 'ы', 'ие', 'ия', 'ья', 'ье'];

/** «испанц(ем)» of «испанец», «перышек» of «перышко». */
function fleeting(stem: string, ending: string): string[] {
  if (ending !== '')
    return /[цкнл]$/.test(stem) ? ['е', 'о'].map((vowel) => stem.slice(0, -1) + vowel + stem.at(-1)) : [];
  const [, before, last] = /^(.+)[еоь]([кцнлрвмтд])$/.exec(stem) ?? [];
  return last
    ? ['а', 'о', 'е', 'ы', 'и', 'я'].flatMap((vowel) => [before + last + vowel, `${before}ь${last}${vowel}`])
    : [];
}

/** Stems of a form: without each ending of nouns and adjectives that it may have, and without any. */
function cutOff(form: string): [stem: string, ending: string][] {
  return endings.flatMap((ending) =>
    form.endsWith(ending) && form.length - ending.length >= 3
      ? [[form.slice(0, form.length - ending.length), ending]]
      : [],
  );
}

const endings = [
  ...[
    '',
    'а',
    'я',
    'о',
    'е',
    'у',
    'ю',
    'ы',
    'и',
    'ь',
    'й',
    'ом',
    'ем',
    'ой',
    'ей',
    'ою',
    'ею',
    'ью',
    'ов',
    'ев',
    'ам',
    'ям',
  ],
  ...['ами', 'ями', 'ьми', 'ах', 'ях', 'ий', 'ие', 'ия', 'ию', 'ии', 'ием', 'иям', 'иями', 'иях'],
  ...['ый', 'ая', 'ое', 'ые', 'ого', 'его', 'ому', 'ему', 'ым', 'им', 'ую', 'юю', 'яя', 'ее', 'ых', 'их', 'ыми', 'ими'],
];
