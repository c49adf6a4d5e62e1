import { captured } from '../../lists/captures.js';
import { elementAt } from '../../lists/elements.js';
/** Declension of Russian surnames, both ways. What an ending leaves open stays open: a wrong name is worse than none. */

export const surnameCases = ['GENITIVE', 'DATIVE', 'ACCUSATIVE', 'INSTRUMENTAL', 'PREPOSITIONAL'] as const;
export type SurnameCase = (typeof surnameCases)[number];

/** The nominative of a surname in this case; null where its ending may come from several. */
export function nominativeSurname(form: string, grammaticalCase: SurnameCase): string | null {
  const parts = form.split('-').map((part) => nominativePart(part, grammaticalCase));
  return parts.every((part) => part !== null) ? parts.join('-') : null;
}

/** Could `form` be this surname in some case, of a man or a woman? */
export function isFormOf(form: string, nominative: string): boolean {
  const [forms, nominatives] = [form.split('-'), nominative.split('-')];
  return (
    forms.length === nominatives.length &&
    forms.every((part, i) => declined(elementAt(nominatives, i)).has(plain(part)))
  );
}

/** Endings of each case with the nominative that they come from. */
const endings: Record<SurnameCase, readonly (readonly [form: string, nominative: string])[]> = {
  GENITIVE: [
    ['ского', 'ский'],
    ['цкого', 'цкий'],
    ['ской', 'ская'],
    ['цкой', 'цкая'],
    ['овой', 'ова'],
    ['евой', 'ева'],
    ['ёвой', 'ёва'],
    ['иной', 'ина'],
    ['ыной', 'ына'],
    ['ова', 'ов'],
    ['ева', 'ев'],
    ['ёва', 'ёв'],
    ['ина', 'ин'],
    ['ына', 'ын'],
    ...men('а'),
  ],
  DATIVE: [
    ['скому', 'ский'],
    ['цкому', 'цкий'],
    ['ской', 'ская'],
    ['цкой', 'цкая'],
    ['овой', 'ова'],
    ['евой', 'ева'],
    ['ёвой', 'ёва'],
    ['иной', 'ина'],
    ['ыной', 'ына'],
    ['ову', 'ов'],
    ['еву', 'ев'],
    ['ёву', 'ёв'],
    ['ину', 'ин'],
    ['ыну', 'ын'],
    ...men('у'),
  ],
  ACCUSATIVE: [
    ['ского', 'ский'],
    ['цкого', 'цкий'],
    ['ую', 'ая'],
    ['юю', 'яя'],
    ['ову', 'ова'],
    ['еву', 'ева'],
    ['ёву', 'ёва'],
    ['ину', 'ина'],
    ['ыну', 'ына'],
    ['ова', 'ов'],
    ['ева', 'ев'],
    ['ёва', 'ёв'],
    ['ина', 'ин'],
    ['ына', 'ын'],
    ['ию', 'ия'],
    ...men('а'),
  ],
  // «-ской» may also be of «-ска»: only what no noun has before it is certain.
  INSTRUMENTAL: [
    ['ским', 'ский'],
    ['цким', 'цкий'],
    ...['овск', 'евск', 'инск', 'ынск', 'анск', 'янск', 'енск', 'ицк', 'ецк', 'яцк'].map(
      (stem) => [`${stem}ой`, `${stem}ая`] as const,
    ),
    ['овой', 'ова'],
    ['евой', 'ева'],
    ['ёвой', 'ёва'],
    ['иной', 'ина'],
    ['ыной', 'ына'],
    ['овым', 'ов'],
    ['евым', 'ев'],
    ['ёвым', 'ёв'],
    ['иным', 'ин'],
    ['ыным', 'ын'],
    ...men('ом'),
  ],
  PREPOSITIONAL: [
    ['ском', 'ский'],
    ['цком', 'цкий'],
    ['ской', 'ская'],
    ['цкой', 'цкая'],
    ['овой', 'ова'],
    ['евой', 'ева'],
    ['ёвой', 'ёва'],
    ['иной', 'ина'],
    ['ыной', 'ына'],
  ],
};

/** Surnames of men that end in a consonant, with suffixes that only they have: of others «-ка» may be of «-ок», and «-у» of itself («Мунтяну»). */
function men(ending: string): [string, string][] {
  const suffixes = ['чук', 'щук', 'юк', 'ник', 'вич', ...(ending === 'у' ? [] : ['сян', 'дян'])];
  return suffixes.map((suffix) => [suffix + ending, suffix]);
}

function nominativePart(form: string, grammaticalCase: SurnameCase): string | null {
  if (indeclinable.test(form)) return form;
  const suffix = endings[grammaticalCase].find(([ending]) => form.endsWith(ending) && form.length > ending.length);
  // A woman's surname in a consonant does not decline; a man's would have an ending here.
  if (!suffix) return /[бвгджзклмнпрстфхцчшщ]$/.test(form) && !/(?:[оеёыи]м|[оеё]в|[иы]н)$/.test(form) ? form : null;
  const stem = form.slice(0, form.length - suffix[0].length);
  const nominative = stem + suffix[1];
  const doubtful = /[сц]кий$/.test(nominative)
    ? inSkoy.test(nominative.slice(0, -2))
    : /вой$/.test(form) && inVaya.test(form.slice(0, -2));
  return doubtful ? null : nominative;
}

/** «Шевченко», «Черных», «Живаго», «Чавчавадзе»: no case changes them. */
const indeclinable = /(?:(?<!г)о|[ая]го|[ыи]х|дзе|швили|э)$/;

/** Surnames in «-ской» have the forms of those in «-ский», and in «-овая» those of «-ова»; only use tells them apart. */
const inSkoy =
  /^(?:Трубец|Крам|Дон|Задон|Луг|Лугов|Шахов|Заболот|Яров|Боров|Посад|Мор|Помор|Город|Степ|Волхон|Верх|Верхов|Низов|Берегов|Полев|Садов|Лесов)с?к$/;
const inVaya =
  /^(?:Берегов|Лугов|Садов|Полев|Дубов|Боров|Яров|Рядов|Часов|Лесов|Станов|Суров|Низов|Верхов|Лобов|Грошов|Кормов|Броунов|Столов|Пустов|Голубов|Строев|Кольцев|Тягов|Кнышов|Кр[иы]в)$/;

/** Every form that a surname has as of a man or as of a woman, in small letters, ё as е. */
function declined(nominative: string): Set<string> {
  const word = plain(nominative);
  const forms = new Set([word]);
  const add = (stem: string, ...all: string[]) => all.forEach((ending) => forms.add(stem + ending));
  if (/(?:[ое]в|[иы]н)$/.test(word)) add(word, 'а', 'у', 'ым', 'е', 'ом');
  else if (/(?:[ое]ва|[иы]на)$/.test(word)) add(word.slice(0, -1), 'ой', 'у', 'ою', 'ы', 'е');
  else if (/(?:ий|ый|ой)$/.test(word)) {
    add(word.slice(0, -1), 'я', 'ю', 'ем', 'е');
    add(word.slice(0, -2), 'ого', 'ому', 'им', 'ым', 'ом', 'его', 'ему', 'ем');
  } else if (/ая$/.test(word)) add(word.slice(0, -2), 'ой', 'ую', 'ою');
  else if (/яя$/.test(word)) add(word.slice(0, -2), 'ей', 'юю');
  else if (/а$/.test(word)) add(word.slice(0, -1), 'ы', 'и', 'е', 'у', 'ой', 'ою', 'ей');
  else if (/я$/.test(word)) add(word.slice(0, -1), 'и', 'е', 'ю', 'ей', 'ёй');
  else if (/[йь]$/.test(word)) add(word.slice(0, -1), 'я', 'ю', 'ем', 'е');
  else if (/[бвгджзклмнпрстфхцчшщ]$/.test(word)) {
    add(word, 'а', 'у', 'ом', 'ем', 'е');
    // A vowel that runs away: «Кравец», «Кравца».
    const fleeting = /^(.+)[ое]([кцн])$/.exec(word);
    if (fleeting) add(captured(fleeting, 1) + captured(fleeting, 2), 'а', 'у', 'ом', 'ем', 'е');
  }
  return forms;
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll('ё', 'е');
}
