import { operations as compared } from '../operations.js';

/** What the soak asks. */
export interface Question {
  readonly name: string;
  /** `($after: String!)`, where it has variables. */
  readonly parameters?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly directives?: string;
  readonly selection: string;
  /** Who is asked, where it is not all. */
  readonly owner?: string;
  /** Any one of the owners can answer. */
  readonly isPure?: boolean;
  /** Shared things below owned ones are asked of all in a second step. */
  readonly hasSecondStep?: boolean;
  /** Asked by the regional centre instead of the public. */
  readonly asRegion?: boolean;
  /** It must end by then, in milliseconds. */
  readonly deadlineMs: number;
}

/** What stands in the data and is needed for asking on. */
export interface Known {
  /** Ends of first pages. */
  readonly measuresEnd: string;
  readonly institutionsEnd: string;
  /** Id of an act that several owners cite and none has issued. */
  readonly sharedAct: string;
}

/** The hub's own, where an operation names none. */
const usualMs = 5000;

export const learning = `{
  measures(first: 20, orderBy: DUE_ASC) { pageInfo { endCursor } }
  institutions(first: 20) { pageInfo { endCursor } }
  legalActs(first: 50) { nodes { basis { act { id } } } }
}`;

export function questions({ measuresEnd, institutionsEnd, sharedAct }: Known): Question[] {
  const again = compared.map(({ name, query, owner }) => ({
    ...{ name, owner, selection: query, hasSecondStep: false },
  }));
  const measures = `{ measures(first: 30, orderBy: DUE_ASC) { totalCount nodes { id title deadline { text due } } pageInfo { endCursor } } }`;
  const own: Omit<Question, 'deadlineMs'>[] = [
    { name: 'measures, whole or not at all', directives: '@complete', selection: measures },
    { name: 'measures, or what was last known', directives: '@stale(allow: true)', selection: measures },
    {
      name: 'measures of an area, or what was last known',
      directives: '@stale(allow: true)',
      selection:
        '{ measures(filter: { areas: [FAMILY] }, first: 40) { totalCount nodes { id title } } coverage { status asked answered } }',
    },
    {
      name: 'page of measures',
      parameters: '($after: String!)',
      variables: { after: measuresEnd },
      selection: `{ measures(first: 20, after: $after, orderBy: DUE_ASC) {
        totalCount edges { cursor node { id number title } } pageInfo { hasNextPage endCursor } } }`,
    },
    {
      name: 'page of institutions',
      parameters: '($after: String!)',
      variables: { after: institutionsEnd },
      selection: `{ institutions(first: 50, after: $after) {
        totalCount nodes { id fullName municipality { name } } pageInfo { hasNextPage } } }`,
    },
    {
      name: 'measureSummary',
      selection: `{ measureSummary(asOf: "2024-06-01", groupBy: [STATE, AREA]) { state area count }
        byOwner: measureSummary(asOf: "2024-06-01", groupBy: [MUNICIPALITY]) { municipality count } }`,
    },
    {
      name: 'qualityProfile',
      selection: `{ qualityProfile(groupBy: [AREA, YEAR]) {
        area year scale count valueCount sum mean institutions quantiles(of: [0.5]) } }`,
    },
    { name: 'shared act with citedBy', selection: `{ legalAct(id: "${sharedAct}") { id citedBy { id title } } }` },
    {
      name: 'acts with what they cite and who else cites it',
      hasSecondStep: true,
      selection: `{ legalActs(first: 6) { nodes { id number basis { number act { id citedBy { id } } } } } }`,
    },
    {
      name: 'measures with how many others are of their area',
      hasSecondStep: true,
      selection: `{ measures(first: 10) { nodes { id areas { code labelRu measures(first: 1) { totalCount } } } } }`,
    },
    {
      name: 'areas of all owners',
      selection:
        '{ qualityAreas { code labelRu usedBy { code name } measures(first: 5) { totalCount nodes { id } } } }',
    },
    { name: 'results, as the public', selection: results },
    { name: 'results, as the regional centre', asRegion: true, selection: results },
    {
      name: 'coverage',
      selection: '{ coverage { status asked answered } municipalities { code name } }',
    },
    {
      name: 'phrase of a deadline',
      isPure: true,
      selection:
        '{ readDeadline(text: "до 1 сентября", planPeriod: { start: "2024-01-01", end: "2024-12-31" }) { kind due } }',
    },
    {
      name: 'pinned owner, whole or not at all',
      owner: 'kizel',
      directives: '@complete',
      selection: '{ measures(municipalities: ["kizel"], first: 10) { totalCount nodes { id title } } }',
    },
  ];
  const usual = [...again, ...own].map((question) => ({ ...question, deadlineMs: usualMs }));
  const hurried = own
    .filter(({ name }) => name === 'measureSummary')
    .map((question) => ({ ...question, name: 'in a hurry', directives: '@deadline(ms: 2500)', deadlineMs: 2500 }));
  return [...usual, ...hurried];
}

const results =
  '{ observations(first: 30) { totalCount nodes { id value status institution { id } indicator { id } } } }';

/** With its directives as it is asked, without them as it is answered when everybody is there. */
export function textOf({ parameters = '', directives = '', selection }: Question, isAsked: boolean): string {
  return `query ${parameters} ${isAsked ? directives : ''} ${selection}`;
}
