/** Where a result stands within its family. */
export interface CellPlace {
  synthetic: boolean;
  status: string;
  /** Legal form of its institution. */
  type: string | null;
  level: string | null;
}

/** The results of a family that stand in one place. */
export interface PublicCell extends CellPlace {
  /** Institutions in it. */
  size: number;
  min: number | null;
  max: number | null;
}

/** Institutions with the same past, all that the public was shown of them, that stand in one place now. */
export interface CellPart {
  /** Null where nothing was shown of them. */
  past: string | null;
  /** Null where they have left. */
  place: CellPlace | null;
  /** Since when they were shown with the value that they have now; null where they were not. */
  since: string | null;
  size: number;
}

/** As what a cell is shown to the public: cells of one label are shown as one. */
export interface CellLabel {
  synthetic: boolean;
  /** Null: a result, reported or estimated. */
  status: string | null;
  /** Null where the legal form is not told. */
  type: string | null;
  /** Legal forms that are told of others, so that none of these has one of them. */
  otherTypes: readonly string[];
  /** The lowest and the highest level that a result may be on; null where there are none or they are not told. */
  from: string | null;
  to: string | null;
  /** Is the sum of the numbers told, or only how many there are? */
  showsValues: boolean;
}

export function placeText({ synthetic, status, type, level }: CellPlace): string {
  return JSON.stringify([synthetic, status, type, level]);
}
