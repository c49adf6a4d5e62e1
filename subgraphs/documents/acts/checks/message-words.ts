/** 2024-07-05 → 05.07.2024 */
export function russianDate(date: string): string {
  return date.split('-').reverse().join('.');
}

/** 1 раз, 2 раза, 11 раз */
export function times(count: number): string {
  const few = count % 10 > 1 && count % 10 < 5 && (count % 100 < 10 || count % 100 > 20);
  return `${count} ${few ? 'раза' : 'раз'}`;
}
