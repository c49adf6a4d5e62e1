import { actsAndPlans } from './1-acts-and-plans.js';
import { deadlines } from './2-deadlines.js';
import { responsibleParties } from './4-responsible-parties.js';
import { progress } from './5-progress.js';
import { measureState } from './6-measure-state.js';

/** In the order in which databases take them: new ones only ever go to the end. */
export const migrations = [actsAndPlans, deadlines, responsibleParties, progress, measureState];
