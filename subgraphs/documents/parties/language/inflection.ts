import { elementAt } from '../../lists/elements.js';
/** Russian inflection as far as names of bodies need it: paradigms of known nouns, endings of adjectives, stems of any word. */

export type Number_ = 'SINGULAR' | 'PLURAL';
export type Gender = 'M' | 'F' | 'N';

export interface Noun {
  /** In the nominative singular. */
  lemma: string;
  gender: Gender;
  /** Nominative and genitive plural, where the endings do not give them. */
  plural?: string;
  genitivePlural?: string;
}

export interface NounForm {
  noun: Noun;
  number: Number_;
  nominative: boolean;
}

/** Every form of these nouns. One form may stand for several: «организации» is of one, or nominative of many. */
export function formsOf<N extends Noun>(nouns: readonly N[]): Map<string, (NounForm & { noun: N })[]> {
  const forms = new Map<string, (NounForm & { noun: N })[]>();
  for (const noun of nouns) {
    const { singular, plural } = paradigm(noun);
    const add = (form: string, number: Number_, nominative: boolean) => {
      const readings = forms.get(withoutYo(form)) ?? [];
      if (
        !readings.some((other) => other.noun === noun && other.number === number && other.nominative === nominative)
      ) {
        readings.push({ noun, number, nominative });
      }
      forms.set(withoutYo(form), readings);
    };
    singular.forEach((form, i) => add(form, 'SINGULAR', i === 0));
    plural.forEach((form, i) => add(form, 'PLURAL', i === 0));
  }
  return forms;
}

/** Nominative, genitive, dative, instrumental, prepositional, and the accusative where it is like none of them. */
function paradigm({ lemma, gender, plural, genitivePlural }: Noun): { singular: string[]; plural: string[] } {
  const many = (stem: string, nominative: string, genitive: string, soft: boolean) => {
    const vowel = soft ? 'я' : 'а';
    return [
      plural ?? nominative,
      genitivePlural ?? genitive,
      `${stem}${vowel}м`,
      `${stem}${vowel}ми`,
      `${stem}${vowel}х`,
    ];
  };
  const hush = (stem: string) => /[гкхжшчщ]$/.test(stem);
  if (/[иы]й$/.test(lemma)) {
    const stem = lemma.slice(0, -2);
    const soft = /[щнжшч]$/.test(stem) && lemma.endsWith('ий');
    const [o, y] = soft ? ['е', 'и'] : ['о', hush(stem) ? 'и' : 'ы'];
    return {
      singular: [
        lemma,
        `${stem}${o}го`,
        `${stem}${o}му`,
        `${stem}${y}м`,
        `${stem}${o}м`,
        `${stem}ая`,
        `${stem}${o}й`,
        `${stem}ую`,
      ],
      plural: [`${stem}${y}е`, `${stem}${y}х`, `${stem}${y}м`, `${stem}${y}ми`],
    };
  }
  if (/(?:ие|ия)$/.test(lemma)) {
    const stem = lemma.slice(0, -1);
    const singular = lemma.endsWith('е') ? ['е', 'я', 'ю', 'ем', 'и'] : ['я', 'и', 'ю', 'ей'];
    const nominative = lemma.endsWith('е') ? 'я' : 'и';
    return { singular: singular.map((end) => stem + end), plural: many(stem, stem + nominative, `${stem}й`, true) };
  }
  const stem = lemma.slice(0, -1);
  if (lemma.endsWith('о'))
    return {
      singular: ['о', 'а', 'у', 'ом', 'е'].map((end) => stem + end),
      plural: many(stem, `${stem}а`, stem, false),
    };
  if (lemma.endsWith('а')) {
    const y = hush(stem) ? 'и' : 'ы';
    return {
      singular: ['а', y, 'е', 'у', 'ой', 'ей'].map((end) => stem + end),
      plural: many(stem, stem + y, stem, false),
    };
  }
  if (lemma.endsWith('й'))
    return {
      singular: ['й', 'я', 'ю', 'ем', 'е'].map((end) => stem + end),
      plural: many(stem, `${stem}и`, `${stem}ев`, true),
    };
  if (lemma.endsWith('ь')) {
    const singular = gender === 'F' ? ['ь', 'и', 'ью'] : ['ь', 'я', 'ю', 'ем', 'е'];
    return { singular: singular.map((end) => stem + end), plural: many(stem, `${stem}и`, `${stem}ей`, true) };
  }
  const y = hush(lemma) ? 'и' : 'ы';
  return {
    singular: ['', 'а', 'у', 'ом', 'е'].map((end) => lemma + end),
    plural: many(lemma, lemma + y, `${lemma}ов`, false),
  };
}

/** «дошкольных» as an adjective: its stem; null for a word that has no ending of an adjective. */
export function adjectiveStem(word: string): string | null {
  return (
    /^([а-яё-]{2,})(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ом|ем|ую|юю|ей|ых|их|ыми|ими)$/.exec(
      word.toLowerCase(),
    )?.[1] ?? null
  );
}

/** Has the word an ending of an adjective in the nominative? «-ой» and «-ие» may be other things; nouns in «-ие» are left out. */
export function isNominativeAdjective(word: string): boolean {
  return (
    /(?:[кгхжшчщн]ий|ый|ая|яя|ое|[нщшжч]ее|ые|[кгхжшчщн]ие)$/.test(word.toLowerCase()) &&
    !/(?:ени|ани|ти)е$/.test(word.toLowerCase())
  );
}

/** Puts an adjective beside a noun in the nominative: «казённому» beside «учреждение» is «казённое». */
export function adjectiveBeside(word: string, gender: Gender, number: Number_): string {
  const stem = adjectiveStem(word);
  if (stem === null) return word;
  const cased = word.slice(0, stem.length);
  const last = elementAt(stem, -1);
  const soft =
    /(?:ее|его|ему|яя|юю|их|ими|им|ем|ей|ие|ий)$/.test(word.toLowerCase()) &&
    /[нщшжч]$/.test(stem) &&
    !/(?:ого|ому|ый|ые|ых|ым)$/.test(word.toLowerCase());
  if (number === 'PLURAL') return cased + (soft || /[гкхжшчщ]/.test(last) ? 'ие' : 'ые');
  if (gender === 'F') return cased + (soft && last === 'н' ? 'яя' : 'ая');
  if (gender === 'N') return cased + (soft ? 'ее' : 'ое');
  if (stressedOy.test(stem)) return `${cased}ой`;
  return cased + (soft || /[гкхжшчщ]/.test(last) ? 'ий' : 'ый');
}

const stressedOy = /^(?:городск|областн|краев|родов|больш|речев|морск|донск)$/;

/** The stem: the part of a word that all its cases share; the same for «ё» and «е», and for «площадки» and «площадок». */
export function stemOf(word: string): string {
  const plain = withoutYo(word.toLowerCase());
  if (/\d/.test(plain) || plain.length <= 3) return plain;
  const stem = plain.replace(endings, '');
  return (stem.length < 3 ? plain : stem).replace(/(?<=[^аеиоуыэюя])[ое]к$/, 'к').replace(/нн$/, 'нн');
}

const endings =
  /(?:иями|ями|ами|иям|иях|ием|ией|ого|его|ому|ему|ыми|ими|ия|ие|ий|ии|ию|ые|ый|ая|яя|ое|ее|ой|ей|ою|ею|ом|ем|ам|ям|ах|ях|ов|ев|ых|их|ым|им|ую|юю|а|я|о|е|у|ю|ы|и|ь|й)$/;

export function withoutYo(text: string): string {
  return text.replaceAll('ё', 'е').replaceAll('Ё', 'Е');
}
