import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const folder = 'docs/decisions';
const index = readFileSync(`${folder}/README.md`, 'utf8');
const rows = [...index.matchAll(/^\| \[(.+?)\]\((\d{3}-[\w-]+\.md)\) +\| (\S+) +\| (.+?) +\|$/gm)];
const decisions = readdirSync(folder).filter((name) => /^\d{3}-/.test(name));

describe('The index of decisions', () => {
  it('has each decision once', () => {
    expect(rows.map(([, , file]) => file).sort()).toEqual(decisions.sort());
  });

  it.each(rows.map(([, title, file, since, status]) => [file, title, since, status]))(
    'tells of %s its title, since when, and how it stands',
    (file, title, since, status) => {
      expect(readFileSync(`${folder}/${file}`, 'utf8').split('\n')[0]).toBe(`# ${title}`);
      expect(since).toMatch(/^2\d{3}-[01]\d-[0-3]\d$/);
      expect(status).toMatch(
        /^(?:in force(?:, rewritten 2\d{3}-[01]\d-[0-3]\d)?|replaced by \[\d{3}\]\(\d{3}-[\w-]+\.md\))$/,
      );
    },
  );

  it('gives no number twice', () => {
    const numbers = decisions.map((name) => name.slice(0, 3));
    expect(numbers.filter((number, place) => numbers.indexOf(number) !== place)).toEqual([]);
  });
});
