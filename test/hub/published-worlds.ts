import { measuresOf } from './sample-world.js';
import type { World } from './world.js';

export const owners = ['a', 'b', 'c'];
export const worldOf = (changed: Record<string, string> = {}): World => ({
  owners,
  measures: owners.flatMap((owner) => measuresOf(owner, changed[owner])),
});
