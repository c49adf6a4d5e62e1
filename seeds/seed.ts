import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { MikroORM } from '@mikro-orm/postgresql';
import { publishDocument } from '../subgraphs/action-plans/publishing/publish-document.js';
import { Municipality } from '../subgraphs/institutions/model.js';
import { publishInstitutions } from '../subgraphs/institutions/publish-institutions.js';
import { Publication } from '../subgraphs/kit/ledger/publication.js';
import { syntheticInstitutions } from './institutions.js';

/** What the first start publishes for an owner. */
export interface SeededOwner {
  code: string;
  name: string;
  kind: Municipality['kind'];
  region: string;
  oktmo: string | null;
  /** Paths of the texts of its orders. */
  orders: readonly string[];
  /** How many synthetic institutions it is given. */
  institutions: number;
}

/** Says who the owner is and, where it has published nothing yet, publishes its orders and synthetic institutions. */
export async function seed(orm: MikroORM, owner: SeededOwner): Promise<void> {
  const { code, name, kind, region, oktmo } = owner;
  const em = orm.em.fork();
  await em.upsert(Municipality, { code, name, kind, region, oktmo });
  if ((await em.count(Publication, { municipality: code })) > 0) return;
  await publishInstitutions(orm, code, syntheticInstitutions(owner), null);
  for (const file of owner.orders) {
    await publishDocument(orm, { municipality: code, filename: path.basename(file), content: await readFile(file) });
  }
}
