/** Latin letters that look like Russian ones. */
export const homoglyphs: Readonly<Record<string, string>> = {
  ...{ a: 'а', c: 'с', e: 'е', o: 'о', p: 'р', x: 'х', y: 'у', k: 'к', m: 'м', t: 'т', b: 'в', h: 'н' },
  ...{ A: 'А', C: 'С', E: 'Е', O: 'О', P: 'Р', X: 'Х', Y: 'У', K: 'К', M: 'М', T: 'Т', B: 'В', H: 'Н' },
};

/** The word with each Latin letter that has a Russian twin replaced by it. */
export function inCyrillic(word: string): string {
  return word.replace(/[a-z]/gi, (letter) => homoglyphs[letter] ?? letter);
}

/** The text with Russian letters in place of Latin ones that stand among Russian ones; null where there are none. */
export function withoutHomoglyphs(text: string): string | null {
  const mended = text.replace(/\p{L}+/gu, (word) => {
    if (!/[а-яё]/i.test(word) || !/[a-z]/i.test(word)) return word;
    return [...word].every((letter) => /[а-яё]/i.test(letter) || homoglyphs[letter]) ? inCyrillic(word) : word;
  });
  return mended === text ? null : mended;
}
