import { codesOf } from '../../vocabulary/codes.js';
import { type Weekday, weekdayCodes } from '../model/recurrence-rule.js';

/** Units of time that recur. */
export type Unit = 'day' | 'week' | 'decade' | 'month' | 'quarter' | 'half' | 'year' | 'school-year' | 'term';

/** «сентябрь», «в сентябре», «к сентябрю», «сент.» → 9 */
export function monthByWord(word: string): number | undefined {
  return months.get(word);
}

/** «первый», «во втором», «III» → 1, 2, 3 */
export function ordinalByWord(word: string): number | undefined {
  return ordinals.get(word) ?? roman.get(word);
}

/** «один», «двух», «дважды» → 1, 2, 2 */
export function cardinalByWord(word: string): number | undefined {
  return cardinals.get(word);
}

export function weekdayByWord(word: string): Weekday | undefined {
  return weekdays.get(word);
}

/** First month of a season of three months. */
export function seasonByWord(word: string): number | undefined {
  return seasons.get(word);
}

export function unitByWord(word: string): Unit | undefined {
  return units.get(word);
}

/** «ежемесячно»: of which unit every one. */
export function rhythmByWord(word: string): Unit | undefined {
  return rhythms.get(word);
}

export function isCalendarWord(word: string): boolean {
  return (
    word === 'течение' ||
    word === 'втечение' ||
    months.has(word) ||
    weekdays.has(word) ||
    seasons.has(word) ||
    units.has(word) ||
    rhythms.has(word)
  );
}

/** By its ending; «утверждение», «мероприятий», «условие» end alike. */
export function isAdjective(word: string): boolean {
  return (
    !/(?:[аея]н|ят|в)и[ей]$/.test(word) && /(?:[ыи]й|ой|[ыи]е|[оея]му|[ыи]м|[ая]я|[ыи]х|[ое]го|[ыи]ми)$/.test(word)
  );
}

export const monthNames = 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'.split(' ');

const months = new Map<string, number>();
const monthStems = 'январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр'.split(' ');
monthStems.forEach((stem, i) => {
  const endings = stem === 'ма' ? 'й я ю е ем' : /т$/.test(stem) ? ' а у е ом' : 'ь я ю е ем';
  for (const ending of endings.split(' ')) months.set(stem + ending, i + 1);
});
const shortMonths = ['янв', 'фев февр', 'мар', 'апр', '', 'июн', 'июл', 'авг', 'сен сент', 'окт', 'ноя нояб', 'дек'];
shortMonths.forEach((forms, i) => {
  for (const form of forms.split(' ').filter(Boolean)) months.set(form, i + 1);
});

const ordinals = new Map<string, number>();
'перв втор трет четверт пят шест'.split(' ').forEach((stem, i) => {
  const endings = stem === 'трет' ? 'ий ья ье ьего ьей ьем ьему ью ьи ьих' : 'ый ой ая ое ого ом ому ую ые ых';
  for (const ending of endings.split(' ')) ordinals.set(stem + ending, i + 1);
});
/** Also «П» and «Ш», which stand for II and III where the typist had no Latin letters. */
const roman = new Map(Object.entries({ i: 1, ii: 2, iii: 3, iv: 4, v: 5, vi: 6, п: 2, ш: 3 }));

const cardinals = new Map(
  Object.entries({
    один: 1,
    одного: 1,
    одному: 1,
    однажды: 1,
    одну: 1,
    два: 2,
    две: 2,
    двух: 2,
    дважды: 2,
    три: 3,
    трех: 3,
    трижды: 3,
    четыре: 4,
    четырех: 4,
    четырежды: 4,
    пять: 5,
    пяти: 5,
    шесть: 6,
    шести: 6,
    семь: 7,
    семи: 7,
    десять: 10,
    десяти: 10,
    пятнадцать: 15,
    пятнадцати: 15,
    двадцать: 20,
    двадцати: 20,
    тридцать: 30,
    тридцати: 30,
  }),
);

const weekdays = new Map<string, Weekday>();
const weekdayForms: Record<Weekday, string> = {
  MO: 'понедельник понедельника понедельнику понедельникам понедельники пн',
  TU: 'вторник вторника вторнику вторникам вторники вт',
  WE: 'среда среду среды среде средам ср',
  TH: 'четверг четверга четвергу четвергам четверги чт',
  FR: 'пятница пятницу пятницы пятнице пятницам пт',
  SA: 'суббота субботу субботы субботе субботам сб',
  SU: 'воскресенье воскресенья воскресеньям вс',
};
for (const day of weekdayCodes) {
  for (const form of weekdayForms[day].split(' ')) weekdays.set(form, day);
}

const seasons = new Map<string, number>();
const seasonForms: Record<number, string> = {
  3: 'весна весны весне весну весной весенний весеннего весеннем весенние весенних',
  6: 'лето лета лету лете летом летний летнего летнем летние летних',
  9: 'осень осени осенью осенний осеннего осеннем осенние осенних',
  12: 'зима зимы зиме зиму зимой зимний зимнего зимнем зимние зимних',
};
for (const [first, forms] of Object.entries(seasonForms)) {
  for (const form of forms.split(' ')) seasons.set(form, Number(first));
}

const units = new Map<string, Unit>();
const unitForms: Record<Unit, string> = {
  day: 'день дня дней дни дню дн сутки суток',
  week: 'неделя неделю недели неделе недель нед',
  decade: 'декада декаду декады декаде декад',
  month: 'месяц месяца месяцу месяце месяцы месяцев мес',
  quarter: 'квартал квартала кварталу квартале кварталы кварталов кварталам кварталах кварт кв',
  half: 'полугодие полугодия полугодию полугодии полугодий полугодиям полугодиях полгода полуг пг',
  year: 'год года году годы годов годам лет г гг',
  'school-year': '',
  term: '',
};
for (const unit of codesOf(unitForms)) {
  for (const form of unitForms[unit].split(' ').filter(Boolean)) units.set(form, unit);
}

const rhythms = new Map<string, Unit>();
const rhythmForms: [Unit, string][] = [
  ['day', 'ежедневно каждодневно ежедн'],
  ['week', 'еженедельно понедельно еженед'],
  ['decade', 'ежедекадно подекадно'],
  ['month', 'ежемесячно помесячно ежемес'],
  ['quarter', 'ежеквартально поквартально ежекварт ежекв'],
  ['year', 'ежегодно ежегод'],
];
for (const [unit, forms] of rhythmForms) {
  for (const form of forms.split(' ')) {
    const endings = form.endsWith('о') ? ['о', 'ый', 'ая', 'ое', 'ые'] : [''];
    for (const ending of endings) rhythms.set(form.replace(/о$/, '') + ending, unit);
  }
}

/** Other words that phrases of time are made of, in which a slip of the pen is looked for too. */
export const phraseWords =
  'течение течении учебный учебного учебном учебному постоянно систематически периодически необходимости поступления результатам итогам согласно соответствии графику плану отдельному каждого каждый каждые каждую начало начала началу конец конца концу середина числа число первая вторая'.split(
    ' ',
  );

/** Words that name a month, a unit or a rhythm. */
export const namesOfTime = [...months.keys(), ...rhythms.keys(), ...units.keys()];

/** Words with a meaning of their own, which are no misspelt others. */
export const knownWords = new Set([
  ...namesOfTime,
  ...phraseWords,
  ...ordinals.keys(),
  ...weekdays.keys(),
  ...seasons.keys(),
  ...cardinals.keys(),
]);
