/**
 * A cell as the grammar reads it: words folded (small letters, е for ё, Cyrillic for look-alike Latin letters), numbers,
 * and marks. Blanks of every kind only set tokens apart; a new line is a mark.
 */
export interface DeadlineToken {
  kind:
    | 'word'
    | 'number'
    | 'dash'
    | 'comma'
    | 'semicolon'
    | 'newline'
    | 'dot'
    | 'slash'
    | 'colon'
    | 'open'
    | 'close'
    /** Mark of a footnote: «2024*», «май¹». */
    | 'note'
    | 'other';
  /** Folded; of a number its digits. */
  value: string;
  /** Place in the text. */
  start: number;
  end: number;
  /** Is it set apart from the token before. */
  spaced: boolean;
}
