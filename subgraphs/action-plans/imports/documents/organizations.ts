import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { parseId } from '../../../../schema/contract/id.js';
import type { OrganizationKind, StoredOrganization } from '../../../documents/index.js';
import { run } from '../../../kit/database/index.js';

/**
 * The owner's organisations as its other documents know them. A document's own last version is left out: what was misread
 * there must not teach the next reading.
 */
export async function knownOrganizations(
  em: EntityManager,
  municipality: string,
  exceptAct: string,
): Promise<StoredOrganization[]> {
  const rows = await run(
    em,
    sql<{ id: string; kind: OrganizationKind; names: string[] }>`
      select o.id, o.kind, (
          select array_agg(distinct n.name collate "C" order by n.name collate "C") from action_plans.organization_mention m, unnest(m.names) n(name)
          where m.organization_id = o.id and m.act_id <> ${exceptAct}) as names
      from action_plans.organization o where o.municipality = ${municipality} order by o.id`,
  );
  return rows.flatMap(({ id, kind, names }) => (names ? [{ key: parseId(id).local, kind, names }] : []));
}

/** Forgets what these documents call organisations: they are read anew, as if they were the owner's first. */
export async function forgetOrganizations(em: EntityManager, publications: readonly string[]): Promise<void> {
  await run(
    em,
    sql`delete from action_plans.organization_mention m using action_plans.legal_act a
        where a.id = m.act_id and a.provenance -> 0 ->> 'publication' = any(${[...publications]}::text[])`,
  );
}
