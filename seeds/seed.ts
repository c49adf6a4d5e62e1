import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { MikroORM } from '@mikro-orm/postgresql';
import { publishDocument } from '../subgraphs/action-plans/publishing/publish-document.js';
import { domains } from '../subgraphs/domains.js';
import { Municipality } from '../subgraphs/institutions/model.js';
import { publishInstitutions } from '../subgraphs/institutions/publish-institutions.js';
import { Publication } from '../subgraphs/kit/ledger/publication.js';
import { publishInside } from '../subgraphs/kit/ledger/publish-inside.js';
import { kindsOf } from '../subgraphs/kit/subgraph.js';
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
  /** Tables that follow them: what somebody has judged of the orders. */
  tables?: readonly { kind: string; file: string }[];
  /** How many synthetic institutions it is given. */
  institutions: number;
}

/** Says who the owner is and, where it has published nothing yet, publishes its orders, tables and synthetic institutions. */
export async function seed(orm: MikroORM, owner: SeededOwner): Promise<void> {
  const { code, name, kind, region, oktmo } = owner;
  const em = orm.em.fork();
  await em.upsert(Municipality, { code, name, kind, region, oktmo });
  if ((await em.count(Publication, { municipality: code })) > 0) return;
  await publishInstitutions(orm, code, syntheticInstitutions(owner), null);
  for (const file of owner.orders) {
    await publishDocument(orm, { municipality: code, filename: path.basename(file), content: await readFile(file) });
  }
  for (const { kind, file } of owner.tables ?? []) await publishSeededTable(orm, code, kind, file);
}

async function publishSeededTable(orm: MikroORM, municipality: string, name: string, file: string): Promise<void> {
  const kind = kindsOf(domains).get(name);
  if (!kind) throw new Error(`${file}: there is no kind of table «${name}».`);
  const content = await readFile(file);
  const receipt = await publishInside(orm, kind, { municipality, filename: path.basename(file), content });
  if (receipt.publication === null) throw new Error(`${file}: ${receipt.issues[0]?.message ?? 'refused'}`);
}
