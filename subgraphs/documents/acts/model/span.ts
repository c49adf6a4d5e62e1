/** Lines of the source, from 1; `lineEnd` is inclusive. */
export interface Span {
  line: number;
  lineEnd: number;
}
