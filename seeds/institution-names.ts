import type { Dice } from './seeded-random.js';

/** What a made-up institution is called: in the way that real ones are, but so that nobody takes it for one. */
export interface InstitutionName {
  fullName: string;
  shortName: string | null;
}

/** Stands behind every name, as prints and tables show nothing else of an institution. */
export const syntheticSuffix = '(синтетические данные)';

const forms: Record<SyntheticLegalForm, { full: string; short: string }> = {
  AUTONOMOUS: { full: 'Условное муниципальное автономное', short: 'Условное МАДОУ' },
  BUDGETARY: { full: 'Условное муниципальное бюджетное', short: 'Условное МБДОУ' },
  TREASURY: { full: 'Условное муниципальное казённое', short: 'Условное МКДОУ' },
  PRIVATE: { full: 'Условное частное', short: 'Условное ЧДОУ' },
};

/** What real kindergartens like to be called; some write ё, some do not. */
export const titles = [
  ...['Алёнушка', 'Аленький цветочек', 'Берёзка', 'Березка', 'Василёк', 'Василек', 'Весёлые нотки', 'Дюймовочка'],
  ...['Ёлочка', 'Елочка', 'Ежевичка', 'Журавлёнок', 'Журавушка', 'Звёздочка', 'Звездочка', 'Золотая рыбка'],
  ...['Золотой ключик', 'Ивушка', 'Колобок', 'Колокольчик', 'Кораблик', 'Ласточка', 'Лесная сказка', 'Огонёк'],
  ...['Одуванчик', 'Орлёнок', 'Парус', 'Подснежник', 'Радуга', 'Родничок', 'Ромашка', 'Росинка', 'Рябинка'],
  ...['Светлячок', 'Семицветик', 'Сказка', 'Солнышко', 'Теремок', 'Тополёк', 'Улыбка', 'Чайка', 'Яблонька'],
] as const;

/** Districts of a region, made up: a region's institutions lie in many places, and their numbers begin anew in each. */
const districts = Array.from({ length: 12 }, (_, index) => `Условный район № ${index + 1}`);

/** Where the institution at this place of the list lies, and its number there. */
export function placeAndNumber({ name, kind }: SyntheticOwner, index: number): { place: string; number: number } {
  const [place, nth] =
    kind === 'REGION' ? [districts[index % districts.length]!, Math.floor(index / districts.length)] : [name, index];
  // Every tenth number is free, as numbers of closed institutions stay.
  return { place, number: nth + 1 + Math.floor(nth / 9) };
}

export function nameInstitution(
  dice: Dice,
  {
    place,
    number,
    legalForm,
    kindOf,
  }: { place: string; number: number; legalForm: SyntheticLegalForm; kindOf: string },
): InstitutionName {
  const { full, short } = forms[legalForm];
  const title = dice.chance(75) ? ` «${dice.pick(titles)}»` : '';
  const founder = legalForm === 'PRIVATE' ? '' : ` муниципального образования «${place}»`;
  const garden = kindOf === developmentCentre ? `${kindOf} – детский сад` : `Детский сад${kindOf && ` ${kindOf}`}`;
  const shortGarden = kindOf === developmentCentre ? 'ЦРР – детский сад' : 'Детский сад';
  return {
    fullName: `${full} дошкольное образовательное учреждение${founder} «${garden} № ${number}${title}» ${syntheticSuffix}`,
    shortName: dice.chance(97) ? `${short} «${shortGarden} № ${number}${title}» ${syntheticSuffix}` : null,
  };
}

export const developmentCentre = 'Центр развития ребёнка';

export type SyntheticLegalForm = 'AUTONOMOUS' | 'BUDGETARY' | 'TREASURY' | 'PRIVATE';

/** What the generator needs to know of an owner. */
export interface SyntheticOwner {
  code: string;
  name: string;
  kind: string;
  /** How many institutions to make. */
  institutions: number;
}
