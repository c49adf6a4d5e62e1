import type { TableRow } from '../../documents/index.js';
import type { Provenance } from '../../kit/graphql/provenance.js';
import type { PublicationRef } from '../../kit/publishing/published-kind.js';

/** A row of a published table. */
export function uploadedFrom({ id, synthetic }: PublicationRef, { row, line }: TableRow): Provenance[] {
  const place = line ?? row;
  return [
    {
      publication: id,
      act: null,
      clause: null,
      line: place,
      lineEnd: place,
      quote: null,
      method: synthetic ? 'SYNTHETIC' : 'UPLOADED',
    },
  ];
}
