import {
  developmentCentre,
  nameInstitution,
  placeAndNumber,
  type SyntheticLegalForm,
  type SyntheticOwner,
  syntheticSuffix,
} from './institution-names.js';
import { Dice } from './seeded-random.js';

export type SyntheticOrientation = 'GENERAL' | 'COMPENSATING' | 'COMBINED' | 'HEALTH';

/** A made-up preschool institution. No such institution exists, so it has no registration numbers. */
export interface SyntheticInstitution {
  /** Its id within the owner; the same however many others there are. */
  local: string;
  fullName: string;
  shortName: string | null;
  legalForm: SyntheticLegalForm;
  inn: null;
  kpp: null;
  ogrn: null;
  address: string;
  site: string | null;
  status: 'OPERATING' | 'SUSPENDED' | 'CLOSED';
  /** Places by project. */
  capacity: number;
  /** Children enrolled: those in the groups. */
  enrolment: number;
  groups: SyntheticGroup[];
  synthetic: true;
}

export interface SyntheticGroup {
  orientation: SyntheticOrientation;
  /** Full years, inclusive; 0 is from two months. */
  ageFrom: number;
  /** Full years, inclusive. */
  ageTo: number;
  children: number;
}

/** The institutions of an owner, always the same for the same code. */
export function syntheticInstitutions(owner: SyntheticOwner): SyntheticInstitution[] {
  return Array.from({ length: owner.institutions }, (_, index) => syntheticInstitution(owner, index));
}

function syntheticInstitution(owner: SyntheticOwner, index: number): SyntheticInstitution {
  const { place, number } = placeAndNumber(owner, index);
  const dice = new Dice(`${owner.code}/${index}`);
  // Names of every fifth number are the same at all owners: real ones share names, and sorting must cope.
  const nameDice = number % 5 === 0 ? new Dice(`№ ${number}`) : dice;
  const legalForm = weighted<SyntheticLegalForm>(nameDice, { BUDGETARY: 50, AUTONOMOUS: 32, TREASURY: 14, PRIVATE: 4 });
  const kindOf = nameDice.pick(Object.keys(groupsByKind));
  const status = weighted(dice, { OPERATING: 93, SUSPENDED: 4, CLOSED: 3 } as const);
  const planned = planGroups(dice, kindOf);
  const groups = status === 'OPERATING' ? planned.map((group) => fill(dice, group)) : [];
  return {
    local: `s${String(index + 1).padStart(4, '0')}`,
    ...nameInstitution(nameDice, { place, number, legalForm, kindOf }),
    legalForm,
    inn: null,
    kpp: null,
    ogrn: null,
    address: `Условный адрес: ${dice.pick(streets)}, д. ${dice.between(1, 120)} ${syntheticSuffix}`,
    site: dice.chance(80) ? `https://ds${index + 1}.${owner.code}.example/` : null,
    status,
    capacity: planned.reduce((places, group) => places + group.places, 0),
    enrolment: groups.reduce((children, group) => children + group.children, 0),
    groups,
    synthetic: true,
  };
}

/** Which orientations of groups a kindergarten of each kind has. */
const groupsByKind: Record<string, readonly SyntheticOrientation[]> = {
  '': ['GENERAL'],
  'общеразвивающего вида': ['GENERAL'],
  'комбинированного вида': ['GENERAL', 'COMBINED', 'COMPENSATING'],
  'компенсирующего вида': ['COMPENSATING'],
  'присмотра и оздоровления': ['HEALTH'],
  [developmentCentre]: ['GENERAL', 'COMBINED', 'HEALTH'],
};

/** Places in a group. Groups for the smallest and for children with special needs are small. */
const placesByOrientation: Record<SyntheticOrientation, number> = {
  GENERAL: 25,
  COMBINED: 17,
  COMPENSATING: 10,
  HEALTH: 15,
};

/** From and to, full years. A small kindergarten has one group of all ages instead. */
const ages = [0, 1, 2, 3, 4, 5, 6].map((from) => [from, from + 1] as const);

const streets = [
  ...['ул. Условная', 'ул. Вымышленная', 'ул. Придуманная', 'ул. Несуществующая', 'пр-т Условный'],
  ...['пер. Условный', 'пер. Вымышленный', 'пр-т Вымышленный', 'б-р Придуманный', 'ш. Условное'],
] as const;

interface PlannedGroup {
  orientation: SyntheticOrientation;
  ages: readonly [from: number, to: number];
  places: number;
}

function planGroups(dice: Dice, kindOf: string): PlannedGroup[] {
  const orientations = groupsByKind[kindOf]!;
  if (orientations.length === 1 && dice.chance(12)) {
    return [{ orientation: orientations[0]!, ages: [1, 7], places: placesByOrientation[orientations[0]!] - 5 }];
  }
  return Array.from({ length: dice.between(3, 14) }, (_, nth) => {
    const span = ages[(nth + 2) % ages.length]!;
    const orientation = nth < orientations.length ? orientations[nth]! : dice.pick(orientations);
    const places = placesByOrientation[orientation] - (span[0] < 2 ? 5 : 0);
    return { orientation, ages: span, places };
  });
}

/** Most groups are nearly full, some hold a child or two more than planned. */
function fill(dice: Dice, { orientation, ages: [ageFrom, ageTo], places }: PlannedGroup): SyntheticGroup {
  const children = Math.round((places * dice.between(70, 110)) / 100);
  return { orientation, ageFrom, ageTo, children };
}

function weighted<T extends string>(dice: Dice, weights: Record<T, number>): T {
  const entries = Object.entries(weights) as [T, number][];
  let draw = dice.between(
    1,
    entries.reduce((sum, [, weight]) => sum + weight, 0),
  );
  for (const [value, weight] of entries) {
    draw -= weight;
    if (draw <= 0) return value;
  }
  throw new Error('Unreachable: the draw is at most the sum of the weights.');
}
