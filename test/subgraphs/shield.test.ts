import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, type GraphQLSchema, graphql } from 'graphql';
import { anonymous, type Caller } from '../../schema/contract/caller.js';
import { anyone, guard, ownersStaff, ownersStaffOrHead } from '../../subgraphs/kit/graphql/access-rules.js';

/** A subgraph of which only some fields have rules. Every resolver tells that it ran. */
const ran: string[] = [];
const resolve = (name: string) => () => {
  ran.push(name);
  return 'done';
};

function schema(): GraphQLSchema {
  const built = buildSchema(`
    type Query { open: String, forgotten: String, _service: String, _entities: String }
    type Mutation {
      publish(input: Publish!): String
      withdraw(id: ID!): String
      restore(id: ID!): String
      link(measure: ID!, deficits: [ID!]!): String
      report(input: Report!): String
      reportPlan(input: ReportPlan!): String
      forgotten: String
    }
    input Publish { municipality: ID! }
    input Report { measure: ID!, institution: ID }
    input ReportPlan { institution: ID! }
  `);
  for (const type of [built.getQueryType()!, built.getMutationType()!]) {
    for (const [name, field] of Object.entries(type.getFields())) field.resolve = resolve(`${type.name}.${name}`);
  }
  return guard(
    built,
    {
      Query: { open: anyone },
      Mutation: {
        publish: ownersStaff('input.municipality'),
        withdraw: ownersStaff('id'),
        restore: ownersStaff('id'),
        link: ownersStaff('measure', 'deficits'),
        report: ownersStaffOrHead('input.institution', 'input.measure'),
        reportPlan: ownersStaffOrHead('input.institution'),
      },
    },
    { showsSchema: false },
  );
}

const staff: Caller = { role: 'MUNICIPALITY', owner: 'kizel', institution: null, subject: 'x' };
const callers: Record<string, Caller> = {
  nobody: anonymous,
  region: { ...anonymous, role: 'REGION', owners: ['*'] },
  staff,
  otherStaff: { ...staff, owner: 'kizel2' },
  head: { ...staff, role: 'INSTITUTION', institution: 'kizel:institution:1' },
  otherHead: { ...staff, role: 'INSTITUTION', institution: 'kizel:institution:2' },
};

/** Who gets through; of the others, that nothing ran and what they are told. */
async function allowed(operation: string): Promise<string[]> {
  const through: string[] = [];
  for (const [name, caller] of Object.entries(callers)) {
    ran.length = 0;
    const { data, errors } = await graphql({ schema: schema(), source: operation, contextValue: { caller } });
    if (!errors) through.push(name);
    else {
      expect([Object.values(data!), ran]).toEqual([[null], []]);
      const isMutation = operation.startsWith('mutation');
      expect(errors[0]!.extensions.code).toBe(
        isMutation && name === 'nobody' && !operation.includes('forgotten') ? 'UNAUTHENTICATED' : 'FORBIDDEN',
      );
    }
  }
  return through;
}

const everybody = Object.keys(callers);

describe('The rules of a subgraph', () => {
  it('change nothing of Node when they are loaded', () => {
    const file = new URL('../../subgraphs/kit/graphql/access-rules.js', import.meta.url).href;
    const script = `
      const { builtinModules } = await import('node:module');
      const names = builtinModules.filter((name) => !name.includes('internal') && name !== 'trace_events');
      const own = (thing) => Object.getOwnPropertyNames(thing).map((name) => [name, Object.getOwnPropertyDescriptor(thing, name)?.value]);
      const modules = await Promise.all(names.map((name) => import(name).then((module) => module.default)));
      const things = [globalThis, ...modules, ...[Object, Array, Function, Promise, Error].map(({ prototype }) => prototype)];
      const before = things.map(own);
      await import(${JSON.stringify(file)});
      const changed = things.flatMap((thing, at) => {
        const known = new Map(before[at]);
        return own(thing).filter(([name, value]) => !known.has(name) || !Object.is(known.get(name), value)).map(([name]) => name);
      });
      console.log(JSON.stringify(changed));`;
    const args = ['--no-warnings', '--input-type=module', '-e', script];
    const changed: string[] = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
    // tslib puts its own helpers beside what there is: `__extends` and others.
    expect(changed.filter((name) => !name.startsWith('__'))).toEqual([]);
  });

  it('are not there for fields that are not', () => {
    expect(() => guard(buildSchema('type Query { a: String, _service: String }'), { Query: { b: anyone } })).toThrow(
      'There are rules for Query.b, but no such fields.',
    );
  });

  it.each([
    ['a field with a rule', '{ open }', everybody],
    ['a field that no rule names', '{ forgotten }', []],
    ['entities that no rule names', '{ _entities }', []],
    ['the SDL, where the schema is not shown', '{ _service }', []],
    ['a mutation that no rule names', 'mutation { forgotten }', []],
    ['publishing for an owner', 'mutation { publish(input: { municipality: "kizel" }) }', ['staff']],
    ['publishing for nobody', 'mutation { publish(input: { municipality: "" }) }', []],
    ['withdrawing by id', 'mutation { withdraw(id: "kizel:publication:1") }', ['staff']],
    ['another change by the same rule', 'mutation { restore(id: "kizel:publication:1") }', ['staff']],
    ['withdrawing what is nobody’s', 'mutation { withdraw(id: ":publication:1") }', []],
    ['withdrawing by what is no id', 'mutation { withdraw(id: "kizel:publication") }', []],
    [
      'withdrawing by an id that only begins alike',
      'mutation { withdraw(id: "kizel2:publication:1") }',
      ['otherStaff'],
    ],
    ['linking own things', 'mutation { link(measure: "kizel:measure:1", deficits: ["kizel:deficit:1"]) }', ['staff']],
    ['linking own things to none', 'mutation { link(measure: "kizel:measure:1", deficits: []) }', ['staff']],
    [
      'linking to another’s',
      'mutation { link(measure: "kizel:measure:1", deficits: ["kizel:deficit:1", "kizel2:deficit:1"]) }',
      [],
    ],
    ['reporting as an owner', 'mutation { report(input: { measure: "kizel:measure:1" }) }', ['staff']],
    [
      'reporting as an owner, said so',
      'mutation { report(input: { measure: "kizel:measure:1", institution: null }) }',
      ['staff'],
    ],
    [
      'reporting of an institution',
      'mutation { report(input: { measure: "kizel:measure:1", institution: "kizel:institution:1" }) }',
      ['staff', 'head'],
    ],
    [
      'reporting of an institution on another’s measure',
      'mutation { report(input: { measure: "kizel2:measure:1", institution: "kizel:institution:1" }) }',
      [],
    ],
    ['reporting a plan', 'mutation { reportPlan(input: { institution: "kizel:institution:1" }) }', ['staff', 'head']],
    ['reporting a plan of no institution', 'mutation { reportPlan(input: { institution: "kizel" }) }', ['staff']],
  ])('let through only whom they name: %s', async (_, operation, expected) => {
    expect(await allowed(operation)).toEqual(expected);
  });
});
