import { actsAndPlans } from './1-acts-and-plans.js';
import { measureIdentity } from './2-measure-identity.js';
import { deadlines } from './3-deadlines.js';
import { actIdentity } from './5-act-identity.js';
import { resultDates } from './6-result-dates.js';

/** In the order in which databases take them: new ones only ever go to the end. */
export const migrations = [actsAndPlans, measureIdentity, deadlines, actIdentity, resultDates];
