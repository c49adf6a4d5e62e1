import { actsAndPlans } from './1-acts-and-plans.js';
import { measureIdentity } from './2-measure-identity.js';
import { deadlines } from './3-deadlines.js';
import { responsibleParties } from './4-responsible-parties.js';
import { progress } from './5-progress.js';
import { measureState } from './6-measure-state.js';
import { actIdentity } from './7-act-identity.js';
import { measureResultDates } from './8-result-dates.js';
import { reportsPublished } from './9-reports-published.js';
import { organizationMentions } from './10-organization-mentions.js';
import { progressOfInstitutions } from './11-progress-of-institutions.js';
import { reportKeys } from './12-report-keys.js';
import { noDueKey } from './13-no-due-key.js';
import { organizationsLast } from './14-organizations-last.js';
import { measureAreas } from './15-measure-areas.js';
import { citationNames } from './16-citation-names.js';
import { measureBegan } from './17-measure-began.js';
import { search } from './18-search.js';
import { withdrawnActs } from './19-withdrawn-acts.js';
import { noDeadlineTrigger } from './20-no-deadline-trigger.js';

/** In the order in which databases take them: new ones only ever go to the end. */
export const migrations = [
  actsAndPlans,
  measureIdentity,
  deadlines,
  responsibleParties,
  progress,
  measureState,
  actIdentity,
  measureResultDates,
  reportsPublished,
  organizationMentions,
  progressOfInstitutions,
  reportKeys,
  noDueKey,
  organizationsLast,
  measureAreas,
  citationNames,
  measureBegan,
  search,
  withdrawnActs,
  noDeadlineTrigger,
];
