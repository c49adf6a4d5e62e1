/**
 * Every quote that opens closes, and straight ones are even. Where an inner and an outer quote end together, one sign may
 * stand for both: «Детский сад «Ромашка».
 */
export function quotesBalance(text: string): boolean {
  let [least, most] = [0, 0];
  for (const sign of text.match(/[«»]/g) ?? []) {
    if (sign === '«') [least, most] = [least + 1, most + 1];
    else if (most === 0) return false;
    else [least, most] = [least >= 2 ? 0 : Math.max(0, least - 1), most - 1];
  }
  return least === 0 && (text.split('"').length - 1) % 2 === 0;
}
