import { readDocument } from '../../../subgraphs/documents/acts/read-document.js';
import type { Party } from '../../../subgraphs/documents/parties/cell-reader.js';
import { type PartiesReading, readParties } from '../../../subgraphs/documents/parties/read-parties.js';

/** «words | organisation | person | руководит | не опознан», what there is of them. */
export function summaryOf({ text, organization, person, role, resolved }: Party, reading: PartiesReading): string {
  const name = reading.organizations.find(({ key }) => key === organization)?.name ?? '—';
  const more = [person, role === 'SUPERVISOR' ? 'руководит' : null, resolved ? null : 'не опознан'];
  return [text, name, ...more.filter((part) => part !== null)].join(' | ');
}

/** An order of a made-up municipality whose plan has these cells of those responsible. */
export function orderWith(cells: readonly string[], { head = letterhead, points = '', foot = '' } = {}): string {
  const rows = cells.map((cell, i) => `${i + 1}\tМероприятие ${i + 1}\tМай\t${cell}`).join('\n');
  return `${head}
ПРИКАЗ
01.02.2024 № 1
Об утверждении плана мероприятий
ПРИКАЗЫВАЮ:
1. Утвердить план.
${points}
План мероприятий на 2024 год

№\tМероприятие\tСрок\tОтветственный
${rows}

${foot}`;
}

export const letterhead = 'УПРАВЛЕНИЕ ОБРАЗОВАНИЯ АДМИНИСТРАЦИИ ГОРОДА УСЛОВСКА';

export function partiesOf(text: string, ...known: Parameters<typeof readParties>[2][]): PartiesReading {
  return readParties(readDocument(text), text, ...known);
}
