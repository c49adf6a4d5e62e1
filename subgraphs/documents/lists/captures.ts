/** What the first of these groups that took part in a match captured; one of them must have. */
export function captured(match: RegExpExecArray, ...groups: readonly [number, ...number[]]): string {
  for (const group of groups) {
    const text = match[group];
    if (text !== undefined) return text;
  }
  throw new RangeError(`Expected a capture of group ${groups.join(' or ')}, got «${match[0]}»`);
}
