import type { Dice } from './dice.js';
import { actsOf } from './rows/acts.js';
import { indicatorsOf } from './rows/indicators.js';
import { institutionsOf, municipalityOf, publicationsOf } from './rows/institutions.js';
import { deficitsOf, resultsOf } from './rows/monitoring.js';
import { plansOf } from './rows/plans.js';
import type { Rows } from './rows/rows.js';
import { Names } from './rows/texts.js';

/** Owners' codes of which some begin with others: «a-1:…» sorts before «a:…», though «a» sorts before «a-1». */
export const owners = ['a', 'a-1', 'a1', 'm', 'zz'] as const;
export type OwnerCode = (typeof owners)[number];

/** Random data, divided among the owners. */
export type Partition = ReadonlyMap<OwnerCode, Rows>;

/** Of each partition some owners are empty, and one's things sort after all others'. */
export function drawPartition(dice: Dice): Partition {
  const last = dice.pick(owners);
  const emptiness = dice.pick([0, 0.2, 0.6]);
  return new Map(
    owners.map((owner) => {
      const own = dice.fork();
      return [owner, own.chance(emptiness) ? emptyOwner(own, owner) : rowsOf(own, owner, owner === last)];
    }),
  );
}

function emptyOwner(dice: Dice, owner: string): Rows {
  return { 'institutions.municipality': [municipalityOf(dice, owner)] };
}

function rowsOf(dice: Dice, owner: string, isLast: boolean): Rows {
  const names = new Names(dice, isLast);
  const rows: Rows = {
    ...emptyOwner(dice, owner),
    ...publicationsOf(dice, owner),
    'institutions.institution': institutionsOf(dice, owner, names),
    ...indicatorsOf(dice, owner, names),
    ...actsOf(dice, owner, names),
  };
  Object.assign(rows, plansOf(dice, owner, names, rows));
  Object.assign(rows, resultsOf(dice, owner, names, rows));
  return Object.assign(rows, deficitsOf(dice, owner, names, rows));
}
