/** «Краснодарский научно-методический центр» → «КНМЦ»; prepositions have no letter. */
export function initialsOf(words: readonly string[]): string {
  return words
    .flatMap((word) => word.split('-'))
    .filter((word) => /^[А-Яа-яЁё]/.test(word) && !withoutLetter.test(word))
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}

const withoutLetter = /^(?:и|в|во|на|по|о|об|с|со|для|при|их|из)$/i;

/** The letters of an abbreviation that stand for words: «УОиМП» has «и» between them. */
export function lettersOf(acronym: string): string {
  return acronym.replace(/[^А-ЯЁ]/g, '');
}
