import { evidence, isByLevel, size } from './known.js';

/** Rows of one file. */
const mostRows = 100_000;

export interface ResultsFile {
  name: string;
  rows: number;
  content: Buffer;
}

/** The results of a round as an owner publishes them: tables of up to 100 000 rows. */
export function* filesOf(year: number): Generator<ResultsFile> {
  const total = size.institutions * size.indicators * evidence.length;
  const perFile = Math.ceil(total / Math.ceil(total / mostRows));
  let lines: string[] = [];
  let part = 1;
  const file = (): ResultsFile => {
    const content = Buffer.from(`Раунд;Организация;Код показателя;Источник;Значение\n${lines.join('\n')}\n`);
    const made = { name: `${year}-${part++}.csv`, rows: lines.length, content };
    lines = [];
    return made;
  };
  for (let indicator = 1; indicator <= size.indicators; indicator++) {
    for (let institution = 1; institution <= size.institutions; institution++) {
      for (let by = 0; by < evidence.length; by++) {
        const value = cellOf(year, indicator, institution, by);
        lines.push(`${year};Сад ${institution};${indicator};${evidence[by]};${value}`);
        if (lines.length === perFile) yield file();
      }
    }
  }
  if (lines.length > 0) yield file();
}

/** A file that corrects every tenth institution's results of the first indicators of a round. */
export function correctionOf(year: number, indicators: number): ResultsFile {
  const lines = ['Раунд;Организация;Код показателя;Источник;Значение'];
  for (let indicator = 1; indicator <= indicators; indicator++) {
    for (let institution = 10; institution <= size.institutions; institution += 10) {
      for (let by = 0; by < evidence.length; by++) {
        const value = isByLevel(indicator) ? 'L3' : '77,7';
        lines.push(`${year};Сад ${institution};${indicator};${evidence[by]};${value}`);
      }
    }
  }
  return { name: `${year}-correction.csv`, rows: lines.length - 1, content: Buffer.from(`${lines.join('\n')}\n`) };
}

/** Always the same for the same place: no two runs measure different data. */
function cellOf(year: number, indicator: number, institution: number, by: number): string {
  if ((institution + by) % 50 === 0) return 'нет данных';
  const dice =
    (Math.imul(year * 131 + indicator * 7919 + institution * 104_729 + by * 1_299_709, 2_654_435_761) >>> 0) / 2 ** 32;
  if (isByLevel(indicator)) return `L${1 + Math.floor(dice * 5)}`;
  return (40 + 50 * dice).toFixed(1).replace('.', ',');
}
