import type { TableRow } from '../../kit/files/table-row.js';
import type { PublicationRef } from '../../kit/ledger/published-kind.js';
import type { Provenance } from '../../kit/provenance.js';

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
