import type { QualityAreaCode } from '../../documents/index.js';
import { FrameworkArea } from '../model/indicator.js';

/** Areas of quality that the goals and programmes of a document name as the owner's own framework. */
export interface DocumentAreas {
  municipality: string;
  /** Id of the first act of the document: what its next version has as well. */
  orderId: string;
  /** With the words that name them. */
  areas: readonly { area: QualityAreaCode; text: string; line: number }[];
}

/** The areas that a published document names as the owner's own, each once. */
export function frameworkRows({ municipality, orderId, areas }: DocumentAreas): FrameworkArea[] {
  const first = new Map(areas.toReversed().map((entry) => [entry.area, entry]));
  return [...first.values()].map((entry) => Object.assign(new FrameworkArea(), { orderId, municipality, ...entry }));
}
