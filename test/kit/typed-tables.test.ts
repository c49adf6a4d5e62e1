import { expect, it } from '@jest/globals';
import type { EntityProperty } from '@mikro-orm/core';
import { domains } from '../../subgraphs/domains.js';
import type { InstitutionTables } from '../../subgraphs/institutions/model/tables.js';
import { openDatabase } from '../../subgraphs/kit/subgraph/open-database.js';
import { testDatabase } from '../postgres.js';

it('Every column is called as the types of tables call it: the property in small letters, with _ before each capital', async () => {
  await using database = await testDatabase();
  const orm = await openDatabase({ url: database.url, domains });
  const properties = domains
    .flatMap(({ entities }) => entities)
    .flatMap((entity) => orm.getMetadata().get(entity).props as EntityProperty[])
    .filter(({ persist }) => persist !== false);
  await orm.close(true);
  expect(properties.length).toBeGreaterThan(100);
  const byRule = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  expect(properties.filter(({ name, fieldNames }) => fieldNames[0] !== byRule(name))).toEqual([]);
});

it('A column under another name does not compile', () => {
  const names: (keyof InstitutionTables['institutions.institution'])[] = ['full_name', 'closed_at'];
  // @ts-expect-error: the property is called so, the column is not.
  names.push('fullName');
  expect(names).toHaveLength(3);
});
