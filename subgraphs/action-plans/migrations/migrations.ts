import { actsAndPlans } from './1-acts-and-plans.js';
import { deadlines } from './2-deadlines.js';
import { measureIdentity } from './2-measure-identity.js';
import { actIdentity } from './5-act-identity.js';
import { resultDates } from './6-result-dates.js';

/** In the order in which databases take them: new ones only ever go to the end. */
export const migrations = [actsAndPlans, deadlines, measureIdentity, actIdentity, resultDates];
