import { type RawBuilder, sql } from 'kysely';
import { type ResponsibleRole, readPartyQuery } from '../../documents/index.js';
import { responsibleKey } from '../model/responsible-key.js';

/**
 * The condition on measure `r` that somebody is responsible for it: an organisation under any of its names, a person, or these words as
 * they are printed. Each way has its index, so they are joined by union and not by «or», which no index serves.
 */
export function responsibleCondition(query: string | null, role: ResponsibleRole | null): RawBuilder<unknown> {
  const inRole = role ? sql`and party.role = ${role}` : sql``;
  if (query === null)
    return sql`exists (select from action_plans.responsible party where party.measure_id = r.id ${inRole})`;
  const words = `%${responsibleKey(query)}%`;
  // Where a role is asked for, the words must be those of one party; else they may be any of the cell.
  const ways = [
    role
      ? sql`select party.measure_id from action_plans.responsible party where party.words like ${words} ${inRole}`
      : sql`select m.id from action_plans.measure m where m.responsible_key like ${words}`,
  ];
  const { organizations, person } = readPartyQuery(query);
  if (organizations.length > 0) {
    ways.push(sql`
      select party.measure_id from action_plans.responsible party join action_plans.organization o on o.id = party.organization_id
      where o.keys && ${organizations}::text[] ${inRole}`);
  }
  if (person !== null) {
    ways.push(sql`
      select party.measure_id from action_plans.responsible party
      where (party.person_key = ${person} or party.person_key like ${`${person} %`}) ${inRole}`);
  }
  return sql`r.id in (${sql.join(ways, sql` union `)})`;
}
