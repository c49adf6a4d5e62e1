import { elementAt } from '../../lists/elements.js';
/** How Word prints the number of a list item. */
export function formatNumber(value: number, format: string): string {
  switch (format) {
    case 'none':
      return '';
    case 'decimalZero':
      return String(value).padStart(2, '0');
    case 'upperRoman':
      return roman(value);
    case 'lowerRoman':
      return roman(value).toLowerCase();
    case 'upperLetter':
      return letters(value, latin).toUpperCase();
    case 'lowerLetter':
      return letters(value, latin);
    case 'russianUpper':
      return letters(value, russian).toUpperCase();
    case 'russianLower':
      return letters(value, russian);
    default:
      return String(value);
  }
}

const latin = 'abcdefghijklmnopqrstuvwxyz';
/** Word leaves out ё, й, ъ, ы, ь. */
const russian = 'абвгдежзиклмнопрстуфхцчшщэюя';

/** а … я, аа, бб …; beyond any honest list the plain number. */
function letters(value: number, alphabet: string): string {
  if (value < 1 || value > alphabet.length * 10) return String(value);
  return elementAt(alphabet, (value - 1) % alphabet.length).repeat(Math.ceil(value / alphabet.length));
}

const romans: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value);
  let rest = value;
  let text = '';
  for (const [worth, sign] of romans) {
    for (; rest >= worth; rest -= worth) text += sign;
  }
  return text;
}
