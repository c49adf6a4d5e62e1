import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { anonymous, type Caller } from '../../../schema/contract/caller.js';
import { Snapshot } from '../../kit/database/index.js';

/** The caller with the owners of the regions that its token names, as the register of owners has them here. */
export async function withOwnersOfRegions(orm: MikroORM, caller: Caller): Promise<Caller> {
  const { owners = [], regions = [] } = caller;
  if (regions.length === 0) return caller;
  const municipalities = await Snapshot.run(orm, anonymous, (snapshot) =>
    snapshot.query(
      sql<{ code: string }>`select code from institutions.municipality where region = any(${[...regions]}::text[])`,
    ),
  );
  return { ...caller, owners: [...owners, ...municipalities.map(({ code }) => code)] };
}
