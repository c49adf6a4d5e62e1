import type { MikroORM } from '@mikro-orm/postgresql';
import { change } from './change.js';
import { type PublishResult, publish } from './publish.js';
import type { PublishedFile, PublishedKind } from './published-kind.js';

/** Publishes a file that the program itself brings, as at the first start of an instance. */
export async function publishInside(orm: MikroORM, kind: PublishedKind, file: PublishedFile): Promise<PublishResult> {
  const reading = await kind.parse(file);
  const action = { action: 'publishTable', target: file.municipality, caller: null, requestId: null };
  return change(orm, action, (em, at) => publish(em, at, kind, file, reading, { publishedBy: null }));
}
