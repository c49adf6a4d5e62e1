import fc from 'fast-check';

/** What periods and rules are printed with to be read back. */
export const seed = Number(process.env.SEED ?? Math.trunc(Math.random() * 2 ** 31));
console.info(`SEED=${seed}`);

export const nominative = 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'.split(' ');
export const genitive = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');
export const locative = 'январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре'.split(' ');
export const short = 'янв. фев. март апр. май июнь июль авг. сент. окт. нояб. дек.'.split(' ');
export const roman = ['I', 'II', 'III', 'IV'];
export const weekdayNames = 'воскресенье понедельник вторник среда четверг пятница суббота'.split(' ');
export const ordinal = ['первый', 'второй', 'третий', 'четвёртый'];

export const year = fc.integer({ min: 2015, max: 2039 });
export const month = fc.integer({ min: 1, max: 12 });
export const dash = fc.constantFrom('-', ' - ', '–', ' – ', '—', '‑', ' −', '- ', ' ‒ ');
export const blank = fc.constantFrom(' ', '  ', '\u00a0', '\u202f', '\n');
export const yearForm = fc.constantFrom('', ' г.', ' г', 'г.', ' год', ' года', ' году');
export const typed = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.charAt(0).toUpperCase() + text.slice(1),
  (text) => ` ${text}. `,
);
export const day = fc
  .tuple(year, month, fc.integer({ min: 1, max: 31 }))
  .map(([y, m, d]) => ({ y, m, d: Math.min(d, lastDay(y, m)) }));

export interface Style {
  dash: string;
  blank: string;
  suffix: string;
}
export const style = fc.record<Style>({ dash, blank, suffix: yearForm });

export function numeric({ y, m, d }: { y: number; m: number; d: number }, form: string): string {
  const padded = (n: number) => String(n).padStart(2, '0');
  return form
    .replace('yyyy', String(y))
    .replace('yy', padded(y % 100))
    .replace('mm', padded(m))
    .replace('dd', padded(d))
    .replace('m', String(m))
    .replace(/^d|(?<=\D)d/, String(d));
}

export function oneDay({ y, m, d }: { y: number; m: number; d: number }): string {
  return `${iso(y, m, d)}..${iso(y, m, d)}`;
}

export function wholeMonths(y: number, m: number, lastYear: number, lastMonth: number): string {
  return `${iso(y, m, 1)}..${iso(lastYear, lastMonth, lastDay(lastYear, lastMonth))}`;
}

export function iso(y: number, m: number, d: number): string {
  return new Date(Date.UTC(y, m - 1, d)).toISOString().slice(0, 10);
}

export function lastDay(y: number, m: number): number {
  return new Date(Date.UTC(y, m, 0)).getUTCDate();
}
