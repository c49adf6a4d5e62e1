/**
 * How many letters must be put in, taken out, replaced or swapped with their neighbour to make one text of the other; null
 * where it is more than `most`, or the texts are longer than any name.
 */
export function editDistance(a: string, b: string, most: number): number | null {
  if (most < 0 || Math.abs(a.length - b.length) > most || a.length > 300) return null;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2]! + 1);
      next.push(value);
      least = Math.min(least, value);
    }
    // A swap reaches back over one row.
    if (least > most && Math.min(...row) >= most) return null;
    before = row;
    row = next;
  }
  return row[b.length]! <= most ? row[b.length]! : null;
}
