/** The element of a list (or a sign of a text) that must be there; a negative place counts from the end. */
export function elementAt<T>(list: ArrayLike<T>, place: number): T {
  const element = list[place < 0 ? list.length + place : place];
  if (element === undefined) throw new RangeError(`Expected an element at ${place}, got a list of ${list.length}`);
  return element;
}

/** The one element of a list; null where it has none, or several. */
export function only<T>([first, ...others]: Iterable<T>): T | null {
  return first === undefined || others.length > 0 ? null : first;
}

/** Takes off the last element of a list that must have one. */
export function takeLast<T>(list: T[]): T {
  const last = elementAt(list, -1);
  list.pop();
  return last;
}
