/**
 * Bodies that issue acts, made comparable: letterheads print them in capitals and the nominative, citations in the
 * genitive and in another order of parts («Администрация …, КОМИТЕТ …» and «комитета … Администрации …»).
 */

/** Short names of federal bodies, which citations use beside the full ones. */
const federalNames: readonly (readonly [RegExp, string])[] = [
  [/минпросвещени\S*/g, 'министерство просвещения'],
  [/минобрнауки\S*/g, 'министерство образования и науки'],
  [/рособрнадзор\S*/g, 'федеральная служба по надзору в сфере образования и науки'],
  [/роспотребнадзор\S*/g, 'федеральная служба по надзору в сфере защиты прав потребителей и благополучия человека'],
  [/росстат\S*/g, 'федеральная служба государственной статистики'],
  [/минтруд\S*/g, 'министерство труда и социальной защиты'],
  [/минздрав\S*/g, 'министерство здравоохранения'],
];

/** Words that one print of a name has and another has not. */
const dropped =
  /(?<!\p{L})(?:муниципальн\p{L}+ образовани\p{L}+|российск\p{L}+ федераци\p{L}+|росси\p{L}+|рф|город[ауе]?|г|и|в|по|на)(?!\p{L})/gu;

/** The president and the government number their acts alone, so citations of them need no body. */
export function numbersAlone(body: string): boolean {
  return /(?:правительств|президент)\S* (?:российской федерации|рф|россии)/i.test(body);
}

/** The words of a body's name by their stems, each once and in order: the same for every case and order of its parts. */
export function bodyKey(body: string): string {
  return [...new Set(stemsOf(body))].sort().join(' ');
}

/**
 * The body that a citation means. Within an act of its own a body calls itself by fewer words («приказом управления
 * образования»): the head word of its unit and no word that is not in its name. Anything else is taken as it stands.
 */
export function bodyMeant(cited: string, own: string | null): string {
  if (own === null) return cited;
  const [unit, words, all] = [stemsOf(own.slice(own.lastIndexOf(',') + 1)), stemsOf(cited), new Set(stemsOf(own))];
  const isOwn = words[0] === unit[0] && words.length > 0 && words.every((word) => all.has(word));
  return isOwn ? own : cited;
}

export function stemsOf(text: string): string[] {
  let words = letters(text.replace(/\([^()]*\)/g, ' '));
  for (const [short, full] of federalNames) words = words.replace(short, full);
  return words
    .replace(dropped, ' ')
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => word.slice(0, 5));
}

/** Lower case, ё as е, nothing but words with one blank between. */
export function letters(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
