import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { MikroORM } from '@mikro-orm/postgresql';
import { publishDocument } from '../subgraphs/action-plans/imports/documents/publish-document.js';
import { domains } from '../subgraphs/domains.js';
import { publishInstitutions } from '../subgraphs/institutions/imports/publish-institutions.js';
import { Municipality } from '../subgraphs/institutions/model/institution.js';
import { Publication, publishInside } from '../subgraphs/kit/publishing/index.js';
import { publishedKinds } from '../subgraphs/kit/subgraph/index.js';
import { syntheticInstitutions } from './institutions.js';
import type { SyntheticMonitoring } from './results/made-up.js';
import { syntheticTables } from './results/tables.js';

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
  /** What is made up of its monitoring; absent: nothing. */
  monitoring?: SyntheticMonitoring;
}

/** What is made up for an owner: nothing, institutions alone, or their results too. */
export type Synthetic = 'NOTHING' | 'INSTITUTIONS' | 'ALL';

/** Says who the owner is and, where it has published nothing yet, publishes its orders, tables and synthetic institutions. */
export async function seed(orm: MikroORM, owner: SeededOwner, synthetic: Synthetic = 'INSTITUTIONS'): Promise<void> {
  const { code, name, kind, region, oktmo } = owner;
  const em = orm.em.fork();
  await em.upsert(Municipality, { code, name, kind, region, oktmo });
  if ((await em.count(Publication, { municipality: code })) > 0) return;
  if (synthetic !== 'NOTHING') await publishInstitutions(orm, code, syntheticInstitutions(owner), null);
  for (const file of owner.orders) {
    await publishDocument(orm, { municipality: code, filename: path.basename(file), content: await readFile(file) });
  }
  for (const { kind, file } of owner.tables ?? []) {
    await publishTable(orm, code, { kind, filename: path.basename(file), content: await readFile(file) });
  }
  if (synthetic !== 'ALL' || !owner.monitoring) return;
  for (const table of syntheticTables(owner, owner.monitoring)) await publishTable(orm, code, table, true);
}

interface Table {
  kind: string;
  filename: string;
  content: Buffer;
}

async function publishTable(orm: MikroORM, municipality: string, table: Table, synthetic = false): Promise<void> {
  const { kind: name, ...file } = table;
  const kind = publishedKinds(domains).get(name);
  if (!kind) throw new Error(`${file.filename}: there is no kind of table «${name}».`);
  const receipt = await publishInside(orm, kind, { municipality, ...file, synthetic });
  if (receipt.publication === null) throw new Error(`${file.filename}: ${receipt.issues[0]?.message ?? 'refused'}`);
}
