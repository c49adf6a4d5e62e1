import type { DocumentReading } from '../../action-plans/imports/documents/document-reading.js';
import { FrameworkArea } from '../model/indicator.js';

/** The areas that a published document names as the owner's own, each once. */
export function frameworkRows({ municipality, orderId, areas }: DocumentReading): FrameworkArea[] {
  const first = new Map(areas.toReversed().map((named) => [named.area, named]));
  return [...first.values()].map((named) => Object.assign(new FrameworkArea(), { orderId, municipality, ...named }));
}
