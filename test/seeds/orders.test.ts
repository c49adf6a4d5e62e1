import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectFolder, readConfig } from '../../commands/config.js';

const seeds = path.join(projectFolder, 'seeds');
const documents = readFileSync(path.join(seeds, 'README.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \S+\.txt +\|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, file, owner, , number, date, sha256]) => ({ file, owner, number, date, sha256 }));

describe('the published documents', () => {
  it('are those that the README lists and the owners file publishes', () => {
    const listed = documents.map(({ file }) => file).sort();
    expect(listed).toHaveLength(5);
    expect(readdirSync(path.join(seeds, 'orders')).sort()).toEqual(listed);
    const published = readConfig({}).owners.flatMap(({ code, orders }) =>
      orders.map((file) => [code, path.basename(file)]),
    );
    expect(published).toEqual(documents.map(({ owner, file }) => [owner, file]));
  });

  it.each(documents)('$file is unchanged, of the number and date listed', ({ file, number, date, sha256 }) => {
    const bytes = readFileSync(path.join(seeds, 'orders', file!));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    const head = bytes.toString('utf8').slice(0, 800);
    expect(/№ (\d+)/.exec(head)?.[1] ?? '–').toBe(number);
    expect(dateIn(head)).toBe(date);
  });
});

const months = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');

/** The first date of a heading, as «05.07.2024» or «28» декабря 2023. */
function dateIn(text: string): string {
  const match = /(\d{2})\.(\d{2})\.(\d{4})|«(\d{2})» ([а-я]+) (\d{4})/.exec(text);
  if (!match) return '–';
  const [, day, month, year, wordDay, word, wordYear] = match;
  if (day) return `${year}-${month}-${day}`;
  return `${wordYear}-${String(months.indexOf(word!) + 1).padStart(2, '0')}-${wordDay}`;
}
