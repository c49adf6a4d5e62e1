const months = ['янв', 'фев', 'мар', 'апр', 'ма', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'];

export type ReadDay = { day: string } | { problem: string };

/** A day as Russians write it: 01.09.2024, 1.9.24, 1 сентября 2024 г., 2024-09-01. Time behind it is left out. */
export function readDay(text: string): ReadDay {
  const trimmed = text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/\s?(?:г\.?|года)$/i, '')
    .replace(/(?<=\d{4}),? \d{1,2}:\d{2}(?::\d{2})?$/, '');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2})?)?$/.exec(trimmed);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})$/.exec(trimmed);
  if (numbers) return dayOf(yearOf(numbers[3] ?? ''), Number(numbers[2]), Number(numbers[1]));
  const words = /^[«"]?(\d{1,2})[»"]? ([а-яё]{3,8}) (\d{4})$/i.exec(trimmed);
  const month = words ? months.findIndex((start) => (words[2] ?? '').toLowerCase().startsWith(start)) : -1;
  if (words && month >= 0) return dayOf(Number(words[3]), month + 1, Number(words[1]));
  return { problem: 'ожидается дата, например 01.09.2024' };
}

function yearOf(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

function dayOf(year: number, month: number, day: number): ReadDay {
  if (year < 1900 || year > 2199) return { problem: `ожидается год от 1900 до 2199, а не ${year}` };
  if (month < 1 || month > 12) return { problem: `месяца ${month} нет` };
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day < 1 || day > last) return { problem: `дня ${day} в этом месяце нет: в нём ${last} дней` };
  return { day: [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-') };
}
