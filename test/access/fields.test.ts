import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { schemaFiles } from '../../commands/schema/generate.js';
import type { Instance } from '../../subgraphs/instance.js';
import { ask } from '../instance.js';
import { type CallerName, callers, ids, own, startSpecimens } from './specimens.js';
import { type Verdict, verdicts } from './verdicts.js';

/** Only who has changed something is given these. */
const ofMutations = ['PublishReceipt', 'HandedBackFile'];

const schema = buildSchema(schemaFiles()['api.graphql']!);
const types = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLObjectType =>
    isObjectType(type) &&
    !type.name.startsWith('__') &&
    type !== schema.getMutationType() &&
    type.name !== 'Subscription' &&
    !ofMutations.includes(type.name),
);

/** Where a specimen of a type stands, if the first that the schema reaches is not the one to look at. */
const places: Readonly<Record<string, string>> = {
  Observation: `node(id: "${ids.ownValue}") { ... on Observation { # } }`,
  ObservationConnection: `institution(id: "${own}") { observations { # } }`,
  ObservationEdge: `institution(id: "${own}") { observations { edges { # } } }`,
  Institution: `institution(id: "${own}") { # }`,
  InstitutionPlan: `institution(id: "${own}") { plan { # } }`,
  Deadline: 'measures(municipalities: ["kizel"]) { nodes { deadline { # } } }',
  Deficit: `node(id: "${ids.ownDeficit}") { ... on Deficit { # } }`,
  DeficitOutcome: `node(id: "${ids.wholeDeficit}") { ... on Deficit { next { # } } }`,
  MeasureCandidate: `node(id: "${ids.ownDeficit}") { ... on Deficit { candidates { # } } }`,
  Recommendation: `node(id: "${ids.ownRecommendation}") { ... on Recommendation { # } }`,
  RecommendationConnection: 'recommendations { # }',
  RecommendationEdge: 'recommendations { edges { # } }',
  ExcerptPart: 'search(text: "x", kinds: [RECOMMENDATION]) { nodes { excerpt { # } } }',
  SearchHit: 'search(text: "x", kinds: [RECOMMENDATION]) { nodes { # } }',
  SearchHitConnection: 'search(text: "x", kinds: [RECOMMENDATION]) { # }',
  SearchHitEdge: 'search(text: "x", kinds: [RECOMMENDATION]) { edges { # } }',
  InstitutionDuty: `institutionDuties(asOf: "2024-12-31", filter: { institutions: ["${own}"] }) { nodes { # } }`,
  InstitutionDutyConnection: `institutionDuties(asOf: "2024-12-31", filter: { institutions: ["${own}"] }) { # }`,
  InstitutionDutyEdge: `institutionDuties(asOf: "2024-12-31", filter: { institutions: ["${own}"] }) { edges { # } }`,
  ProgressReport: `node(id: "${ids.ownMeasure}") { ... on Measure { progress { # } } }`,
  MonitoringProgramme: 'monitoringProgrammes { nodes { # } }',
  NamedArea: 'monitoringProgrammes { nodes { namedAreas { # } } }',
  Statement: 'monitoringProgrammes { nodes { terms { # } } }',
  ComplianceRow: 'compliance(asOf: "2024-12-31", groupBy: [STATE]) { # }',
  InstitutionCompliance:
    'institutions(municipalities: ["krasnodar"], first: 1) { nodes { plan { compliance(asOf: "2024-12-31") { # } } } }',
  DeficitSummaryRow: 'deficitSummary(groupBy: [AREA]) { # }',
  DeficitLink: 'measures(filter: { hasDeficit: true }, first: 1) { nodes { deficitLinks { # } } }',
  PageInfo: 'measures(municipalities: ["kizel"]) { pageInfo { # } }',
  Municipality: 'municipality(code: "kizel") { # }',
  QualityProfileRow: 'qualityProfile(groupBy: []) { # }',
  Publication: 'publications(municipalities: ["kizel"]) { nodes { # } }',
};

/** Values of required arguments, by name or else by type. */
const values: Readonly<Record<string, string>> = {
  'Query.node id': `"${ids.ownValue}"`,
  'Query.institution id': `"${own}"`,
  'Query.framework id': '":framework:MKDO/2021"',
  'Query.legalAct id': '"kizel:act:order-76-2021-06-30"',
  'Query.municipality code': '"kizel"',
  'Query.qualityArea code': 'FAMILY',
  'Query.scale code': '"mkdo"',
  'Query.compliance groupBy': '[STATE]',
  'Query.measureSummary groupBy': '[STATE]',
  'Query.reportingSummary groupBy': '[PLAN]',
  'Query.deficitSummary groupBy': '[AREA]',
  'Query.clusterSummary groupBy': '[CLUSTER]',
  'Query.qualityProfile groupBy': '[AREA]',
  'Municipality.qualityProfile groupBy': '[AREA]',
  'QualityProfileRow.quantiles of': '[0.5]',
  'Query.search text': '"x"',
  Date: '"2024-06-30"',
  String: '"до 1 июня 2024 года"',
  Int: '1',
};

const names = Object.keys(callers) as CallerName[];
const seenBy: Readonly<Record<Verdict, readonly CallerName[]>> = {
  everyone: names,
  own: ['region', 'staff', 'head'],
  owner: ['region', 'staff'],
};

let instance: Instance;
beforeAll(async () => {
  instance = await startSpecimens();
});
afterAll(() => instance?.close());

describe('The table of verdicts', () => {
  it('has one verdict for every field of the schema, and no other', () => {
    const fields = types.flatMap((type) => Object.keys(type.getFields()).map((name) => `${type.name}.${name}`));
    const judged = Object.entries(verdicts).flatMap(([type, byVerdict]) =>
      Object.values(byVerdict).flatMap((judgedFields) => words(judgedFields).map((name) => `${type}.${name}`)),
    );
    expect(judged.toSorted()).toEqual(fields.toSorted());
  });
});

describe('A field is seen by whom the verdict says', () => {
  it.each(types.map(({ name }) => name))('%s', async (name) => {
    const type = schema.getType(name) as GraphQLObjectType;
    const place = places[name] ?? placeOf(type);
    if (!place) throw new Error(`No field leads to ${name}: say in «places» where one stands.`);
    const fields = Object.values(type.getFields());
    const operation = `{ ${place.replace('#', `__typename ${fields.map((field) => select(type, field)).join(' ')}`)} }`;
    const answers = new Map<CallerName, Map<string, string>>();
    for (const caller of names) {
      const { data, errors } = await ask(`${instance.server.url}/graphql`, operation, {}, callers[caller]);
      if (caller === 'region') expect(errors).toBeUndefined();
      answers.set(caller, valuesOf(data, type));
    }
    const whole = answers.get('region')!;
    if (whole.size === 0) throw new Error(`There is no ${name} to look at: add one to «specimens.ts».`);
    const equalsWhole = (field: string) => (caller: CallerName) => answers.get(caller)!.get(field) === whole.get(field);
    const seen = fields.map((field) => [field.name, names.filter(equalsWhole(field.name))]);
    const judged = fields.map((field) => [field.name, seenBy[verdictOf(name, field.name)]]);
    expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(judged));
  });
});

function verdictOf(type: string, field: string): Verdict {
  const judged = Object.entries(verdicts[type] ?? {}).find(([, fields]) => words(fields).includes(field));
  if (!judged) throw new Error(`Who may see ${type}.${field}? Say so in «verdicts.ts».`);
  return judged[0] as Verdict;
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** The shortest way from a root field, where no argument is needed that we do not know. */
function placeOf(target: GraphQLObjectType): string | undefined {
  const query = schema.getQueryType()!;
  if (target === query) return '#';
  const ways: [GraphQLObjectType, string][] = [[query, '#']];
  const known = new Set<string>([query.name]);
  for (const [type, way] of ways) {
    for (const field of Object.values(type.getFields())) {
      const next = getNamedType(field.type);
      if (!isObjectType(next) || known.has(next.name)) continue;
      const head = `${field.name}${argumentsOf(type, field)}`;
      const place = way.replace('#', `${head} { # }`);
      if (next === target) return place;
      known.add(next.name);
      ways.push([next, place]);
    }
  }
  return undefined;
}

function select(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): string {
  const named = getNamedType(field.type);
  const below = isLeafType(named) ? '' : countable(named) ? '{ totalCount nodes { __typename } }' : '{ __typename }';
  return `${field.name}${argumentsOf(type, field)} ${below}`;
}

function countable(type: unknown): boolean {
  return isObjectType(type) && 'totalCount' in type.getFields();
}

function argumentsOf(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): string {
  const required = field.args.filter(isRequiredArgument);
  if (required.length === 0) return '';
  const given = required.map((argument) => {
    const value = values[`${type.name}.${field.name} ${argument.name}`] ?? values[String(getNamedType(argument.type))];
    if (value === undefined)
      throw new Error(`Say in «values» what ${type.name}.${field.name} gets as ${argument.name}.`);
    return `${argument.name}: ${value}`;
  });
  return `(${given.join(', ')})`;
}

/** All values of each field of the objects of a type in an answer, as one text. */
function valuesOf(answer: unknown, type: GraphQLObjectType): Map<string, string> {
  const found: Record<string, unknown>[] = [];
  const search = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    const fields = value as Record<string, unknown>;
    const isWhole = Object.keys(type.getFields()).every((name) => name in fields);
    if (fields.__typename === type.name && isWhole) found.push(fields);
    else for (const below of Object.values(value)) search(below);
  };
  search(answer);
  const names = found.length > 0 ? Object.keys(type.getFields()) : [];
  return new Map(names.map((name) => [name, JSON.stringify(found.map((object) => object[name]))]));
}
