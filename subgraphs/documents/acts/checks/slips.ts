/** One slip of the pen: what may have been meant, and by what kind of slip. */
export interface Slip {
  candidate: string;
  kind: 'look-alike' | 'neighbour' | 'swapped' | 'other';
}

const alphabet = 'абвгдежзийклмнопрстуфхцчшщъыьэюя';

/** Words one letter away from a word: another letter, one more, one less, two neighbours changed about. */
export function slipsOf(word: string, isWord: (word: string) => boolean): Slip[] {
  const slips = new Map<string, Slip>();
  const add = (candidate: string, kind: Slip['kind']) => {
    if (candidate !== word && !slips.has(candidate) && isWord(candidate))
      slips.set(candidate, { candidate: candidate, kind });
  };
  for (let i = 0; i <= word.length; i++) {
    const [before, letter, after] = [word.slice(0, i), word[i] ?? '', word.slice(i + 1)];
    if (letter && after) add(before + after[0] + letter + after.slice(1), 'swapped');
    if (letter) add(before + after, 'other');
    for (const other of alphabet) {
      if (letter) add(before + other + after, kindOf(letter + other));
      add(before + other + letter + after, 'other');
    }
  }
  return [...slips.values()];
}

/** Its last letters differ: rather another form of a word than a slip. */
export function isInEnding(word: string, { candidate }: Slip): boolean {
  let same = 0;
  while (same < word.length && word[same] === candidate[same]) same++;
  return same >= Math.min(word.length, candidate.length) - 3;
}

function kindOf(pair: string): Slip['kind'] {
  if (lookAlike.has(pair)) return 'look-alike';
  return neighbours.has(pair) ? 'neighbour' : 'other';
}

const both = (pairs: readonly string[]) => new Set(pairs.flatMap((pair) => [pair, [...pair].reverse().join('')]));

/** Letters that are drawn alike, or sound alike where no stress falls. */
const lookAlike = both('пн ни шщ ьъ ао еи бп вф гк дт жш зс'.split(' '));

/** Letters side by side on the Russian keyboard. */
const rows = ['йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю'];
const neighbours = both(
  rows.flatMap((row, y) =>
    [...row].flatMap((letter, x) =>
      [row[x + 1], rows[y + 1]?.[x], rows[y + 1]?.[x - 1]].flatMap((next) => (next ? letter + next : [])),
    ),
  ),
);
