import type { ParsedPeriod } from '../model/parsed-document.js';

export interface DateMatch {
  date: string;
  index: number;
  end: number;
}

/** Day dates in running text, in order: 05.07.2024, 5.7.24, 2024-07-05, «28» декабря 2023 г., 29 декабря 2012 года. */
export function findDates(text: string): DateMatch[] {
  const dates: DateMatch[] = [];
  for (const match of text.matchAll(dayDate)) {
    const { d, m, y, day, month, year, iso } = match.groups ?? {};
    const date = iso
      ? isoDate(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), Number(iso.slice(8)))
      : month
        ? isoDate(Number(year), monthNumber(month), Number(day))
        : isoDate(y?.length === 2 ? 2000 + Number(y) : Number(y), Number(m), Number(d));
    if (date) dates.push({ date, index: match.index, end: match.index + match[0].length });
  }
  return dates;
}

/** 1 to 12 for a Russian month in any case, or 0. */
export function monthNumber(word: string): number {
  return monthStems.findIndex((stem) => word.toLowerCase().startsWith(stem)) + 1;
}

export function periodOfYears(first: number, last: number): ParsedPeriod {
  return { start: `${first}-01-01`, end: `${last}-12-31` };
}

const monthStems = ['янв', 'фев', 'мар', 'апр', 'ма', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'];

/** As in «5 мая», «в мае», «май», with either case of the first letter. */
export const monthWord =
  '(?:[Яя]нвар[ьяеюё]|[Фф]еврал[ьяею]|[Мм]арт[ауе]?|[Аа]прел[ьяею]|[Мм]а[йяеюё]|[Ии]юн[ьяею]|[Ии]юл[ьяею]|[Аа]вгуст[ауе]?|[Сс]ентябр[ьяею]|[Оо]ктябр[ьяею]|[Нн]оябр[ьяею]|[Дд]екабр[ьяею])';

const dayDate = new RegExp(
  [
    '(?<![\\d.])(?<d>\\d{1,2})\\.(?<m>\\d{1,2})\\.(?<y>\\d{4}|\\d{2})(?![\\d.]\\d|\\d)',
    `(?<!\\d)[«"“]?(?<day>\\d{1,2})[»"”]?\\s(?<month>${monthWord})\\s(?<year>\\d{4})(?!\\d)`,
    '(?<!\\d)(?<iso>\\d{4}-\\d{2}-\\d{2})(?!\\d)',
  ].join('|'),
  'g',
);

function isoDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real && year >= 1900 && year < 2200 ? date.toISOString().slice(0, 10) : null;
}
