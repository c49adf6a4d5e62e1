import type { EntityManager } from '@mikro-orm/postgresql';
import { frameworkRows } from '../../indicators/framework-rows.js';
import { FrameworkArea } from '../../indicators/model.js';
import { insertRows } from '../../kit/ledger/insert-rows.js';
import { MonitoringProgramme } from '../../monitoring/programme.js';
import { programmeRows } from '../../monitoring/programme-rows.js';
import type { DocumentPart, DocumentReading } from './document-reading.js';

/** Stores what other domains make of a document. A domain that reads documents adds its part here. */
export async function storeParts(em: EntityManager, reading: DocumentReading): Promise<void> {
  await storePart(em, reading, { entity: MonitoringProgramme, rows: programmeRows });
  await storePart(em, reading, { entity: FrameworkArea, rows: frameworkRows });
}

async function storePart<T extends { orderId: string }>(
  em: EntityManager,
  reading: DocumentReading,
  { entity, rows }: DocumentPart<T>,
): Promise<void> {
  await em.nativeDelete(entity, { orderId: reading.orderId } as never);
  await insertRows(em, entity, rows(reading));
}
