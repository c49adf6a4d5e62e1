/** As many «opening» as closing quotes, and an even number of straight ones. */
export function quotesBalance(text: string): boolean {
  const count = (quote: string) => text.split(quote).length - 1;
  return count('«') === count('»') && count('"') % 2 === 0;
}

/** 2024-07-05 → 05.07.2024 */
export function russianDate(date: string): string {
  return date.split('-').reverse().join('.');
}
