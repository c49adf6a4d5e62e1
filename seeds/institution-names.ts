import type { Dice } from './dice.js';
import type { LegalForm, SyntheticOwner } from './institutions.js';

/** How an institution calls itself, in the way that real ones do. */
export interface InstitutionName {
  fullName: string;
  shortName: string | null;
}

const forms: Record<LegalForm, { full: string; short: string }> = {
  AUTONOMOUS: { full: 'Муниципальное автономное', short: 'МАДОУ' },
  BUDGETARY: { full: 'Муниципальное бюджетное', short: 'МБДОУ' },
  TREASURY: { full: 'Муниципальное казённое', short: 'МКДОУ' },
  PRIVATE: { full: 'Частное', short: 'ЧДОУ' },
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
const districts = [
  ...['Берёзовский', 'Восточный', 'Заозёрный', 'Зелёный', 'Луговой', 'Приозёрный'],
  ...['Рябиновый', 'Северный', 'Степной', 'Тополёвый', 'Холмский', 'Южный'],
].map((name) => `${name} район`);

/** Where the institution at this place of the list lies, and its number there. */
export function placeAndNumber({ name, kind }: SyntheticOwner, index: number): { place: string; number: number } {
  const [place, nth] =
    kind === 'REGION' ? [districts[index % districts.length]!, Math.floor(index / districts.length)] : [name, index];
  // Every tenth number is free, as numbers of closed institutions stay.
  return { place, number: nth + 1 + Math.floor(nth / 9) };
}

export function nameInstitution(
  dice: Dice,
  { place, number, legalForm, kindOf }: { place: string; number: number; legalForm: LegalForm; kindOf: string },
): InstitutionName {
  const { full, short } = forms[legalForm];
  const title = dice.chance(75) ? ` «${dice.pick(titles)}»` : '';
  const founder = legalForm === 'PRIVATE' ? '' : ` муниципального образования «${place}»`;
  const garden = kindOf === developmentCentre ? `${kindOf} – детский сад` : `Детский сад${kindOf && ` ${kindOf}`}`;
  const shortGarden = kindOf === developmentCentre ? 'ЦРР – детский сад' : 'Детский сад';
  return {
    fullName: `${full} дошкольное образовательное учреждение${founder} «${garden} № ${number}${title}»`,
    shortName: dice.chance(97) ? `${short} «${shortGarden} № ${number}${title}»` : null,
  };
}

export const developmentCentre = 'Центр развития ребёнка';
