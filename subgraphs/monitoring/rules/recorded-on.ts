import { type RawBuilder, sql } from 'kysely';
import { observationColumns } from '../imports/observations/observation-columns.js';

/** The observations as they were recorded at an instant, in place of their table: what held then and what was to come. */
export function recordedOn(instant: Date): RawBuilder<unknown> {
  return sql`(
    select ${observationColumns()} from monitoring.observation where recorded_at <= ${instant}
    union all
    select ${observationColumns()} from monitoring.past_observation
    where recorded_at <= ${instant} and superseded_at > ${instant})`;
}
