/** A Word document as its author sees it: paragraphs and tables one after another. */
export type WordBlock = WordParagraph | WordTable;

export interface WordParagraph {
  kind: 'paragraph';
  /** The printed text, the number of its list in front; «\n» where a line is broken by hand, «\t» for a tab. */
  text: string;
  alignment: string | null;
  /** It begins a page. */
  pageBefore: boolean;
  /** Features of it that its text does not show. */
  marks: Set<Mark>;
}

/** Features of a document besides its printed text. */
export type Mark = 'DELETED' | 'INSERTED' | 'HIDDEN' | 'NOTE' | 'EMBEDDED' | 'SYMBOL' | 'IMAGE';

export interface WordTable {
  kind: 'table';
  rows: WordRow[];
}

export interface WordRow {
  /** Columns of the grid left out before the first cell. */
  before: number;
  cells: WordCell[];
}

export interface WordCell {
  /** Columns of the grid that it covers. */
  span: number;
  /** Merged with the cell above it. */
  goesOn: boolean;
  blocks: WordBlock[];
}
