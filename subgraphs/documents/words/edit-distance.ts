/**
 * How many letters must be put in, taken out, replaced or swapped with their neighbour to make one text of the other; null
 * where it is more than `most`, or the texts are longer than any name.
 */
export function editDistance(a: string, b: string, most: number): number | null {
  if (most < 0 || Math.abs(a.length - b.length) > most || a.length > 300) return null;
  const empty = () => new Uint16Array(b.length + 2).fill(most + 1);
  let [before, row, next] = [empty(), empty(), empty()];
  for (let j = 0; j <= Math.min(b.length, most); j++) row[j] = j;
  let leastBefore = 0;
  for (let i = 1; i <= a.length; i++) {
    // Farther than `most` from the diagonal there is nothing but too many.
    const from = Math.max(1, i - most);
    const to = Math.min(b.length, i + most);
    let least = from === 1 ? i : most + 1;
    next[from - 1] = least;
    next[to + 1] = most + 1;
    for (let j = from; j <= to; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      // Not null: a row has a place for each letter of b and two more.
      let value = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + cost);
      // Not null: j is 2 at least.
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2]! + 1);
      next[j] = value;
      least = Math.min(least, value);
    }
    // A swap reaches back over one row.
    if (least > most && leastBefore >= most) return null;
    leastBefore = least;
    [before, row, next] = [row, next, before];
  }
  const distance = row[b.length] ?? most + 1;
  return distance <= most ? distance : null;
}
