import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { parseId } from '../../../../schema/contract/id.js';
import { run } from '../../../kit/database/index.js';
import { statedColumns } from './observation-columns.js';

/**
 * Adds to the changes of a publication by one statement. `changed` gives a row for each: `id`, `change`, `place`, the
 * three parts of its key, and what it says, or said, before (`b_…`) and after (`a_…`).
 */
export async function recordResultChanges(
  em: EntityManager,
  publication: string,
  changed: RawBuilder<unknown>,
): Promise<void> {
  const { owner, local } = parseId(publication);
  const prefix = `${owner}:change:${local}/`;
  await run(
    em,
    sql`insert into ledger.change (id, publication_id, place, kind, type, node, label, fields)
        select ${prefix} || n.place, ${publication}, n.place, c.change, 'Observation', c.id,
          left(concat_ws(': ', i.name, coalesce(t.short_name, t.full_name)), 500),
          case when c.change <> 'UPDATED' then '[]'::jsonb else
            ${sql.join(statedColumns.map(fieldOf), sql` || `)} end
        from (
          select c.*, row_number() over (order by c.place, c.id) as number,
            (select count(*) from ledger.change k where k.publication_id = ${publication}) as known
          from (${changed}) c
        ) c
        cross join lateral (select lpad((c.known + c.number)::text, 6, '0') as place) n
        join indicators.indicator i on i.id = c.indicator_id
        left join institutions.institution t on t.id = c.institution_id`,
  );
}

function fieldOf(column: string): RawBuilder<unknown> {
  const value = (prefix: string) => sql`${sql.ref(`c.${prefix}${column}`)}::text`;
  return field(fieldNames[column] ?? column, value('b_'), value('a_'));
}

/** What readers know a column by, where it is not its name. */
const fieldNames: Readonly<Record<string, string>> = { level_code: 'level', observed_at: 'observedAt' };

function field(name: string, before: RawBuilder<unknown>, after: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when ${before} is distinct from ${after} then jsonb_build_array(
    jsonb_build_object('field', ${name}::text, 'before', ${before}, 'after', ${after})) else '[]'::jsonb end`;
}
