import type { LegalActKind } from '../../vocabulary/acts.js';

/** A word in running text that names a kind of act: «приказом», «Федерального закона», «Концепцией». */
export interface ActMention {
  /** Null for a law that is not said to be federal or of a region. */
  kind: LegalActKind | null;
  /** A concept or regulation: cited without a number as well. */
  document: boolean;
  index: number;
  end: number;
}

export function findActMentions(text: string): ActMention[] {
  return [...text.matchAll(anyMention)].flatMap(({ index, groups }) =>
    words.flatMap(({ word, kind, document }) => {
      const mention = groups?.[word];
      return mention === undefined ? [] : [{ kind, document, index, end: index + mention.length }];
    }),
  );
}

/** In any case; a concept or regulation among other words is named with a capital. «Федеральный закон» stands before «закон». */
const words: { word: string; kind: LegalActKind | null; document: boolean; pattern: string }[] = [
  { word: 'federalLaw', kind: 'FEDERAL_LAW', document: false, pattern: '[Фф]едеральн[а-яё]{2,3} закон[а-яё]{0,3}' },
  {
    word: 'regionalLaw',
    kind: 'REGIONAL_LAW',
    document: false,
    pattern: '(?:[Оо]бластн|[Кк]раев|[Рр]еспубликанск|[Оо]кружн)[а-яё]{2,3} закон[а-яё]{0,3}',
  },
  { word: 'law', kind: null, document: false, pattern: '[Зз]акон(?:ом|а|у|е)?' },
  { word: 'order', kind: 'ORDER', document: false, pattern: '[Пп]риказ(?:ом|а|у|е|ами|ов|ы)?' },
  { word: 'resolution', kind: 'RESOLUTION', document: false, pattern: '[Пп]остановлени(?:ем|я|ю|е|ями|й)' },
  { word: 'directive', kind: 'DIRECTIVE', document: false, pattern: '[Рр]аспоряжени(?:ем|я|ю|е|ями|й)' },
  { word: 'decree', kind: 'DECREE', document: false, pattern: '[Уу]каз(?:ом|а|у|е|ами|ов)?' },
  // «Решение задач» and «решение педагогического совета» are no acts.
  {
    word: 'decision',
    kind: 'DECISION',
    document: false,
    pattern: `[Рр]ешени(?:ем|я|ю|е|ями|й)(?= (?:[А-Яа-яЁё-]+ ){0,3}(?:Думы|Собрания|Хурала|Совета (?:народных )?депутатов))`,
  },
  { word: 'letter', kind: 'LETTER', document: false, pattern: '[Пп]исьм(?:ом|а|у|е|о|ами)' },
  { word: 'concept', kind: 'CONCEPT', document: true, pattern: '[Кк]онцепци(?:ей|и|ю|я)' },
  { word: 'regulation', kind: 'REGULATION', document: true, pattern: '(?:Положени(?:ем|я|ю)|Порядк(?:ом|а|у))' },
];

const anyMention = new RegExp(
  `(?<![А-Яа-яЁё])(?:${words.map(({ word, pattern }) => `(?<${word}>${pattern})`).join('|')})(?![А-Яа-яЁё])`,
  'g',
);
