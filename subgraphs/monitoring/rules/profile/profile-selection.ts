import type { ValueOf } from '../../../kit/graphql/index.js';
import type { ObservationFilter } from '../../model/observation.js';
import type { ProfileDimension } from '../../model/quality-profile.js';

/** Which results a profile sums up, and by what. */
export interface ProfileSelection {
  groupBy: readonly ValueOf<typeof ProfileDimension>[];
  filter?: ObservationFilter | null;
  /** As it was recorded on this instant; now where there is none. */
  asRecordedOn?: Date | null;
}
