import type { MikroORM } from '@mikro-orm/postgresql';
import { change } from './change.js';
import { publish, type Receipt } from './publish.js';
import type { PublishedFile, PublishedKind } from './published-kind.js';

/** Publishes a file that the program itself brings, as at the first start of an instance. */
export async function publishInside(orm: MikroORM, kind: PublishedKind, file: PublishedFile): Promise<Receipt> {
  const reading = await kind.read(file);
  const action = { action: 'publishTable', target: file.municipality, caller: null, requestId: null };
  return change(orm, action, (em, at) => publish(em, at, kind, file, reading, { publishedBy: null }));
}
