/** Signs of the fonts Symbol and Wingdings, whose codes mean something only in them. */
const signs: Record<string, string> = {
  'symbol b7': '•',
  'symbol 2d': '–',
  'symbol b3': '≥',
  'symbol a3': '≤',
  'symbol b1': '±',
  'symbol b0': '°',
  'wingdings a7': '▪',
  'wingdings fc': '✓',
  'wingdings fe': '☑',
  'wingdings a8': '☐',
  'wingdings 6f': '☐',
};

/** The sign of a font's code (hexadecimal), or null where it is not known. */
export function symbolOf(font: string, code: string): string | null {
  const value = Number.parseInt(code, 16);
  if (Number.isNaN(value)) return null;
  if (value < 0xf000 || value > 0xf0ff) return value >= 0x20 && value < 0xd800 ? String.fromCharCode(value) : null;
  return signs[`${font.toLowerCase()} ${(value - 0xf000).toString(16).padStart(2, '0')}`] ?? null;
}
