import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../commands/config.js';
import { syntheticInstitutions } from '../../seeds/institutions.js';

const { owners } = readConfig({});
const all = owners.map((owner) => ({ owner, institutions: syntheticInstitutions(owner) }));
const everyone = all.flatMap(({ institutions }) => institutions);

describe('synthetic institutions', () => {
  it('are as many as the owners file says: unequal numbers from 30 to 250', () => {
    for (const { owner, institutions } of all) expect(institutions).toHaveLength(owner.institutions);
    const counts = owners.map((owner) => owner.institutions);
    expect(new Set(counts).size).toBe(owners.length);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(30);
    expect(Math.max(...counts)).toBeLessThanOrEqual(250);
  });

  it('are the same each time, and the first ones stay when there are more', () => {
    for (const { owner, institutions } of all) {
      const more = syntheticInstitutions({ ...owner, institutions: 1000 });
      expect(more.slice(0, institutions.length)).toEqual(institutions);
    }
  });

  it('have ids and full names of their own within an owner, however many they are', () => {
    for (const { owner } of all) {
      const many = syntheticInstitutions({ ...owner, institutions: 2_000 });
      expect(new Set(many.map(({ local }) => local)).size).toBe(2_000);
      // A private one carries no place in its name, as real ones do not.
      const placed = many.filter(({ legalForm }) => legalForm !== 'PRIVATE');
      expect(new Set(placed.map(({ fullName }) => fullName)).size).toBe(placed.length);
    }
  });

  it('say in each name and address that they are made up, and have no number that a real organisation could have', () => {
    const unmarked = everyone.filter(
      ({ synthetic, inn, kpp, ogrn, fullName, shortName, address, site }) =>
        !synthetic ||
        (inn ?? kpp ?? ogrn) !== null ||
        ![fullName, shortName ?? fullName].every((name) => /^Условное .+ \(синтетические данные\)$/.test(name)) ||
        !/^Условный адрес: .+ \(синтетические данные\)$/.test(address) ||
        (site !== null && !new URL(site).hostname.endsWith('.example')),
    );
    expect(unmarked).toEqual([]);
  });

  it('enrol whom their groups hold, near their capacity, and nobody while they do not work', () => {
    const implausible = everyone.filter(({ status, capacity, enrolment, groups }) => {
      const held = groups.reduce((sum, { children }) => sum + children, 0);
      const plausible = groups.every(
        ({ ageFrom, ageTo, children }) => 0 <= ageFrom && ageFrom < ageTo && ageTo <= 7 && children > 0,
      );
      const [least, most] = status === 'OPERATING' ? [0.65 * capacity, 1.15 * capacity] : [0, 0];
      return held !== enrolment || !plausible || enrolment < least || enrolment > most;
    });
    expect(implausible).toEqual([]);
  });

  it('are of every legal form, status and orientation', () => {
    expect(new Set(everyone.map(({ legalForm }) => legalForm)).size).toBe(4);
    expect(new Set(everyone.map(({ status }) => status)).size).toBe(3);
    expect(new Set(everyone.flatMap(({ groups }) => groups.map(({ orientation }) => orientation))).size).toBe(4);
  });

  it('put sorting to the test: ё beside е, numbers of one to three digits, the same name at several owners', () => {
    const names = everyone.map(({ shortName, fullName }) => shortName ?? fullName);
    const twins = [...new Set(names)].filter((name) => names.filter((other) => other === name).length > 1);
    expect(twins.length).toBeGreaterThan(5);
    expect(names.some((name) => name.includes('Ёлочка')) && names.some((name) => name.includes('Елочка'))).toBe(true);
    for (const number of [/№ \d\D/, /№ \d{2}\D/, /№ \d{3}\D/])
      expect(names.some((name) => number.test(name))).toBe(true);
  });
});
