import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { run } from '../../../kit/database/index.js';
import type { LegalAct } from '../../model/legal-act.js';

/**
 * An act as all owners know it is one row, however often it is cited and whoever published it. Those that are not there
 * yet come before the rows that refer to them; how they are called is said when all rows are there.
 */
export async function addSharedActs(em: EntityManager, acts: readonly LegalAct[]): Promise<void> {
  const rows = acts.map(({ id, kind, number, date, title, issuer, sortKey }) => {
    return { id, kind, number, date, title, issuer, sort_key: sortKey };
  });
  await run(
    em,
    sql`
      insert into action_plans.legal_act
        (id, identity, kind, number, date, date_candidates, title, issuer, clauses, education_levels, text, sha256, issues,
         provenance, sort_key)
      select id, id, kind, number, date, '{}', title, issuer, '[]', '{}', '', '', '[]', '[]', sort_key
      from jsonb_populate_recordset(null::action_plans.legal_act, ${JSON.stringify(rows)}::jsonb)
      on conflict (id) do nothing`,
  );
}

/** Brings them to what is cited and published now, after rows came or went. */
export async function tidySharedActs(em: EntityManager): Promise<void> {
  await deleteUnknown(em);
  await nameByPresent(em);
}

/** An act that nobody here cites or has published any longer; an amended one is cited as well. */
async function deleteUnknown(em: EntityManager): Promise<void> {
  await run(
    em,
    sql`delete from action_plans.legal_act a where a.municipality is null
        and not exists (select from action_plans.citation c where c.cited_id = a.id)
        and not exists (select from action_plans.legal_act p where p.identity = a.id and p.municipality is not null)`,
  );
}

/**
 * Of several names the first in order counts: so the row is the same whoever comes first, and the hub, which joins such
 * rows of several owners by the same rule, gives what one database would. A citation stored before names were says none.
 */
async function nameByPresent(em: EntityManager): Promise<void> {
  await run(
    em,
    sql`
      update action_plans.legal_act a set number = named.number, title = named.title, issuer = named.issuer
      from (
        select id, min(number collate "C") as number, min(title collate "C") as title, min(issuer collate "C") as issuer
        from (
          select cited_id as id, number, title, issuer from action_plans.citation where title is not null
          union all
          select identity, number, title, issuer from action_plans.legal_act where municipality is not null
        ) present
        group by id
      ) named
      where a.id = named.id and a.municipality is null
        and (a.number, a.title, a.issuer) is distinct from (named.number, named.title, named.issuer)`,
  );
}
