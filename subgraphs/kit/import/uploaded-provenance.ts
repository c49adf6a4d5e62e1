import type { TableRow } from '../../documents/index.js';
import type { Provenance } from '../graphql/index.js';
import type { PublicationRef } from '../publishing/index.js';

/** Of what a row of a published table says. */
export function uploadedFrom(
  { id, synthetic }: Pick<PublicationRef, 'id' | 'synthetic'>,
  { row, line }: Pick<TableRow, 'row' | 'line'>,
): Provenance[] {
  const place = line ?? row;
  const method = synthetic ? 'SYNTHETIC' : 'UPLOADED';
  return [{ publication: id, act: null, clause: null, line: place, lineEnd: place, quote: null, method }];
}
