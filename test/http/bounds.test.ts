import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { documentChecker } from '../../gateway/http/graphql/document-cache.js';
import { defaultLimits } from '../../gateway/http/graphql/limits.js';
import { boundsCheck } from '../../gateway/http/graphql/operation-bounds.js';
import { variablesCheck } from '../../gateway/http/graphql/variable-values.js';
import { readSupergraph } from '../../gateway/supergraph/schema/supergraph-schema.js';
import { schemaFolder } from '../../schema/contract/schema-folder.js';
import type { HubError } from '../../schema/errors/catalogue.js';

const schema = readSupergraph(await readFile(`${schemaFolder}/supergraph.graphql`, 'utf8')).publicSchema;

describe('What may bring too many rows is refused', () => {
  it.each<[string, string]>([
    ['deficits of areas of deficits', nested(2, 'qualityAreas { deficits { area', 'deficits { area', 'code')],
    ['the same five times', nested(5, 'qualityAreas { deficits { area', 'deficits { area', 'code')],
    ['the same from pages', nested(2, 'deficits { nodes { area', 'deficits { area', 'code')],
    [
      'in fragments',
      '{ qualityAreas { ...A } } fragment A on QualityArea { deficits { area { ...B } } } fragment B on QualityArea { deficits { area { deficits { id } } } }',
    ],
    ['acts of instructions of acts', nested(6, 'legalActs { nodes', 'instructions { act', 'id')],
    ['the same of one act', nested(4, 'legalAct(id: "kizel:act:1")', 'instructions { act', 'id')],
    ['acts that cite what cites them', nested(3, 'legalActs { nodes', 'citedBy { basis { act', 'id')],
    ['plans of acts of plans', nested(2, 'actionPlans { nodes', 'act { plans { measures { nodes { plan', 'id')],
    ['measures of measures of an area', nested(3, 'qualityAreas', 'measures { nodes { areas', 'code')],
    [
      'institutions of a municipality of institutions',
      nested(3, 'municipalities', 'institutions { nodes { municipality', 'code'),
    ],
    ['deficits of institutions of deficits', nested(2, 'deficits { nodes', 'institutions { deficits', 'id')],
    ['measures of deficits of measures', nested(5, 'measures { nodes', 'answersDeficits { answeredBy', 'id')],
    [
      'deficits of recommendations of deficits',
      nested(2, 'deficits { nodes', 'recommendations { nodes { deficits', 'id'),
    ],
    ['owners of areas of owners', nested(2, 'qualityAreas', 'usedBy { measures { nodes { areas', 'code')],
    [
      'rounds of plans of programmes',
      nested(2, 'monitoringRounds { nodes', 'municipality { monitoringRounds { nodes', 'id'),
    ],
    [
      '20 of something large beside each other',
      `{ ${times(20, (i) => `a${i}: qualityAreas { deficits { institutions { id } } }`)} }`,
    ],
  ])('%s', (_, query) => {
    expect(refusalOf(query)).toMatchObject({
      code: 'OPERATION_TOO_COMPLEX',
      message: expect.stringMatching(/Expected at most 100000 rows, got (\d+|more)\.$/),
    });
  });

  it('and not what asks for much once', () => {
    for (const query of [
      '{ qualityAreas { code deficits { id statement institutions { id } } usedBy { code name } } }',
      '{ deficits(first: 500) { nodes { area { labelRu } institutions { id } answeredBy { id title } } } }',
      '{ measures(first: 500) { nodes { issues { code } provenance { line } responsible { organization { name } } deadline { windows { end } occurrences { end } } progress { status } areas { code } } } }',
      '{ municipalities { code institutions(first: 500) { nodes { id } } } }',
      '{ municipalities { qualityProfile(groupBy: [AREA, LEVEL]) { area level count } } }',
      '{ legalActs(first: 500) { nodes { clauses { text } instructions { text deadline { due } } basis { act { title } } } } }',
    ]) {
      expect([query, refusalOf(query)]).toEqual([query, undefined]);
    }
  });
});

describe('What is longer than the schema declares is refused', () => {
  const long = 'а'.repeat(301);
  it.each<[string, string, Record<string, unknown>, string, (string | number)[]]>([
    [
      'a filter text',
      'query ($s: String) { organizations(filter: { named: $s }) { totalCount } }',
      { s: long },
      'filter.named of at most 300 characters, got 301',
      ['organizations'],
    ],
    [
      'a filter text as written',
      `{ m: measures(filter: { search: "${long}" }) { totalCount } }`,
      {},
      'filter.search of at most 300 characters, got 301',
      ['m'],
    ],
    [
      'the default of a variable',
      `query ($s: String = "${long}") { measures(filter: { responsible: $s }) { totalCount } }`,
      {},
      'filter.responsible',
      ['measures'],
    ],
    [
      'a whole filter as a variable',
      'query ($f: LegalActFilter) { legalActs(filter: $f) { totalCount } }',
      { f: { cites: long } },
      'filter.cites',
      ['legalActs'],
    ],
    [
      'a text in a fragment below',
      `{ municipalities { ...M } } fragment M on Municipality { i: institutions(filter: { search: "${long}" }) { totalCount } }`,
      {},
      'filter.search',
      ['municipalities', 'i'],
    ],
    [
      'an id',
      'query ($id: ID!) { node(id: $id) { id } }',
      { id: `kizel:act:${long}` },
      'id of at most 300 characters, got 311',
      ['node'],
    ],
    [
      'an id among ids',
      'query ($i: [ID!]) { deficits(filter: { rounds: $i }) { totalCount } }',
      { i: ['a', long] },
      'filter.rounds[1] of at most 300',
      ['deficits'],
    ],
    [
      'an id alone where ids may stand',
      'query ($i: ID!) { deficits(municipalities: [$i]) { totalCount } }',
      { i: long },
      'municipalities[0] of at most 300',
      ['deficits'],
    ],
    [
      'ids',
      'query ($i: [ID!]) { institutionDuties(asOf: "2024-01-01", filter: { institutions: $i }) { totalCount } }',
      { i: Array(501).fill('a') },
      'filter.institutions of at most 500 values, got 501',
      ['institutionDuties'],
    ],
    [
      'years',
      'query ($y: [Int!]) { deficits(filter: { years: $y }) { totalCount } }',
      { y: Array(101).fill(2024) },
      'filter.years of at most 100 values, got 101',
      ['deficits'],
    ],
    [
      'dimensions',
      `{ measureSummary(asOf: "2024-01-01", groupBy: [${times(101, () => 'AREA')}]) { count } }`,
      {},
      'groupBy of at most 100 values, got 101',
      ['measureSummary'],
    ],
    [
      'a cursor',
      'query ($c: String) { measures(after: $c) { totalCount } }',
      { c: 'a'.repeat(4001) },
      'after of at most 4000 characters, got 4001',
      ['measures'],
    ],
    [
      'a phrase of a deadline',
      'query ($t: String!) { readDeadline(text: $t) { due } }',
      { t: 'а'.repeat(2001) },
      'text of at most 2000 characters, got 2001',
      ['readDeadline'],
    ],
    [
      'a remark',
      'mutation ($i: ReportProgressInput!) { reportProgress(input: $i) { id } }',
      { i: { measure: 'kizel:measure:1', status: 'DONE', note: 'а'.repeat(4001) } },
      'input.note of at most 4000 characters, got 4001',
      ['reportProgress'],
    ],
  ])('%s', (_, query, variables, message, path) => {
    expect(refusalOf(query, variables)).toMatchObject({
      code: 'BAD_ARGUMENT',
      message: expect.stringContaining(`Expected ${message}`),
      path,
    });
  });

  it('and what is as long as that is not', () => {
    const filter = { search: 'а'.repeat(300), cites: 'б'.repeat(300), number: 'в'.repeat(100), kinds: ['ORDER'] };
    expect(
      refusalOf('query ($f: LegalActFilter) { legalActs(filter: $f) { totalCount } }', { f: filter }),
    ).toBeUndefined();
    expect(
      refusalOf('query ($i: [ID!]) { deficits(filter: { rounds: $i }) { totalCount } }', {
        i: Array(500).fill('a'.repeat(300)),
      }),
    ).toBeUndefined();
    expect(refusalOf('{ measures(filter: null, after: null, municipalities: null) { totalCount } }')).toBeUndefined();
  });

  it('20 texts of 5 000 characters as soon as one, within 100 ms of CPU', () => {
    const query = `query ($s: String!) { ${times(20, (i) => `a${i}: organizations(filter: { named: $s }) { totalCount }`)} }`;
    const cost = () => {
      const before = process.cpuUsage();
      expect(refusalOf(query, { s: '«'.repeat(5000) })).toMatchObject({ code: 'BAD_ARGUMENT' });
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    // The least of three: compiling the code at its first use is no part of it.
    expect(Math.min(cost(), cost(), cost())).toBeLessThan(100);
  });
});

/** Why an operation is not carried out, from its text on; undefined where it would be. */
function refusalOf(
  query: string,
  variables: Record<string, unknown> = {},
  of: GraphQLSchema = schema,
): HubError | undefined {
  const checked = documentChecker(of, defaultLimits, true)(query);
  if (checked.errors) return checked.errors[0] as HubError;
  const operation = checked.document.definitions.find((definition) => definition.kind === 'OperationDefinition')!;
  const { coerced, errors } = variablesCheck(of, true)(checked.document, operation, variables);
  if (errors.length > 0) return errors[0];
  try {
    boundsCheck(of, defaultLimits)(checked.document, operation, coerced);
    return undefined;
  } catch (error) {
    return error as HubError;
  }
}

/** `{ start { step { step { leaf } } } }`, each step as many levels as it opens. */
function nested(count: number, start: string, step: string, leaf: string): string {
  const text = `{ ${start} { ${`${step} { `.repeat(count)}${leaf} `;
  return text + '}'.repeat(text.split('{').length - 1);
}

function times(count: number, write: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => write(index)).join(' ');
}
