import { sql } from 'kysely';
import type { DeadlineReading, Window } from '../../../documents/index.js';
import type { Context } from '../../../kit/graphql/index.js';

interface Confirmed {
  candidate: number;
  confirmedAt: string;
}

/** The deadline of a measure as read, or as its owner confirmed it. */
export async function deadlineInForce(
  measure: string,
  reading: DeadlineReading,
  { loaders, snapshot }: Context,
): Promise<DeadlineReading> {
  if (reading.candidates.length === 0) return reading;
  const confirmations = loaders.named('deadlineConfirmation', async (ids: readonly string[]) => {
    const rows = await snapshot.query(sql<Confirmed & { id: string }>`
      select r.id, c.candidate, to_char(c.confirmed_at at time zone 'UTC', 'DD.MM.YYYY') as "confirmedAt"
      from action_plans.measure r
      join action_plans.deadline_confirmation c on c.measure_id = r.id and c.candidate = r.confirmed
      where r.id = any(${[...ids]}::text[])`);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id): Confirmed | null => byId.get(id) ?? null);
  });
  const confirmation = await confirmations.load(measure);
  return confirmation ? confirmedReading(reading, confirmation) : reading;
}

/** What else it could mean stays said, so that its owner can confirm another. */
function confirmedReading(reading: DeadlineReading, { candidate, confirmedAt }: Confirmed): DeadlineReading {
  const windows = reading.candidates[candidate]!;
  const assumption = `Владелец данных ${confirmedAt} подтвердил срок: ${windows.map(inRussian).join('; ')}.`;
  const confirmed = { ...reading, status: 'CLEAR', assumption } as const;
  // The default reading of a recurrence has its rule, and its windows only bound it.
  if (candidate === 0) return confirmed;
  const due = windows.reduce<string | null>((last, { end }) => (end && (!last || end > last) ? end : last), null);
  const kind = reading.kind === 'RECURRING' ? 'WINDOWS' : reading.kind;
  return { ...confirmed, kind, windows, due, rrule: null };
}

function inRussian({ start, end }: Window): string {
  return `${dayInRussian(start)} – ${dayInRussian(end)}`;
}

function dayInRussian(day: string | null): string {
  return day?.split('-').reverse().join('.') ?? '…';
}
