import { actsAndPlans } from './1-acts-and-plans.js';
import { measureIdentity } from './2-measure-identity.js';
import { deadlines } from './3-deadlines.js';
import { responsibleParties } from './4-responsible-parties.js';
import { progress } from './5-progress.js';
import { measureState } from './6-measure-state.js';
import { actIdentity } from './7-act-identity.js';
import { resultDates } from './8-result-dates.js';
import { reportsPublished } from './9-reports-published.js';
import { organizationMentions } from './10-organization-mentions.js';
import { citationNames } from './11-citation-names.js';

/** In the order in which databases take them: new ones only ever go to the end. */
export const migrations = [
  actsAndPlans,
  measureIdentity,
  deadlines,
  responsibleParties,
  progress,
  measureState,
  actIdentity,
  resultDates,
  reportsPublished,
  organizationMentions,
  citationNames,
];
