import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { rooms } from '../../commands/measures/rooms.js';
import { parseSource } from '../../commands/measures/source-file.js';

const pages = ['ARCHITECTURE.md', 'CONTRIBUTING.md'].filter((page) => existsSync(page));
const architecture = readFileSync('ARCHITECTURE.md', 'utf8');
const section = (title: string) => architecture.split(`## ${title}\n`)[1]?.split(/^## /m)[0] ?? '';
const rowsOf = (text: string) =>
  [...text.matchAll(/^\| (.+) \|$/gm)].slice(2).map(([, cells]) => `${cells}`.split(' | ').map((cell) => cell.trim()));

describe('Files that a page names are there', () => {
  const tops = ['gateway', 'subgraphs', 'schema', 'seeds', 'commands', 'test', 'bench', 'docs'];
  const path = new RegExp(`^(?:${tops.join('|')})(?:/[\\w.*-]+)+$`);
  const sources = globSync(tops.map((top) => `${top}/**/*.ts`));

  it.each(pages)('%s', (page) => {
    const names = [
      ...readFileSync(page, 'utf8')
        .replace(/^```.*?^```/gms, '')
        .matchAll(/`([^`\n]+)`/g),
    ].map(([, name]) => `${name}`);
    const missing = names.filter((name) => (path.test(name) && !name.includes('*') ? !existsSync(name) : false));
    const partial = names.filter((name) => /^[\w-]+(?:\/[\w-]+)*\.ts$/.test(name) && !path.test(name));
    const unknown = partial.filter((name) => !sources.some((file) => file.endsWith(`/${name}`)));
    expect([...missing, ...unknown]).toEqual([]);
  });
});

describe('The index', () => {
  const rows = rowsOf(section('Where is …?'));
  it('answers twenty questions and more', () => {
    expect(rows.length).toBeGreaterThanOrEqual(20);
  });

  it.each(rows)('names for «%s» a file, and what it exports', (_, file = '', name = '') => {
    const path = file.slice(1, -1);
    const { exports } = parseSource(path, readFileSync(path, 'utf8'));
    expect(name === '' ? exports : [name.slice(1, -1)]).not.toEqual([]);
    if (name !== '') expect(exports).toContain(name.slice(1, -1));
  });
});

it('The table of rooms has those of the measures, from the ground up', () => {
  const named = rowsOf(section('Rooms')).flatMap(([cell]) =>
    [...`${cell}`.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );
  const tops = [...new Set(rooms.map(({ at }) => at.split('/').slice(0, 2).join('/')))];
  const domains = ['institutions', 'indicators', 'monitoring', 'action-plans'].map((name) => `subgraphs/${name}`);
  expect(named).toEqual(
    tops
      .filter((room) => (!room.endsWith('.ts') || room === 'subgraphs/instance.ts') && !domains.slice(1).includes(room))
      .map((room) => (room === domains[0] ? 'subgraphs/<domain>' : room)),
  );
});

it('The glossary has some forty terms, each once', () => {
  const terms = rowsOf(section('Glossary')).map(([term]) => term);
  expect(terms.length).toBeGreaterThanOrEqual(40);
  expect(new Set(terms).size).toBe(terms.length);
});
