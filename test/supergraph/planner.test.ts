import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { PlanFailure, Planner } from '../../gateway/supergraph/planning/planner.js';
import { compose, federate, overTheWire } from './federation.js';

const subgraphs = {
  sections: {
    typeDefs: /* GraphQL */ `
      type Query { section: Section! }
      type Section { id: ID! parts: [Part!]! }
      union Part = Photo | Film
      type Photo { image: Image! }
      type Film { image: Image! }
      type Image @key(fields: "id") { id: ID! }
    `,
    resolvers: {
      Query: {
        section: () => ({
          id: 's',
          parts: [
            { __typename: 'Photo', image: { id: 'a' } },
            { __typename: 'Film', image: { id: 'b' } },
          ],
        }),
      },
    },
  },
  images: {
    typeDefs: /* GraphQL */ `
      type Image @key(fields: "id") { id: ID! thumb(width: Int!): String! }
    `,
    resolvers: {
      Image: {
        __resolveReference: (image: object) => image,
        thumb: ({ id }: { id: string }, { width }: { width: number }) => `${id}@${width}`,
      },
    },
  },
};

/** Valid, and as written it makes the planner abort its process: one key, two arguments, one fetch. */
const deadly = '{section{parts{...on Photo{image{thumb(width:1)}} ...on Film{image{thumb(width:2)}}}}}';
const harmless = '{section{id}}';

/** Valid, short, and longer to plan than anybody waits: each fragment doubles the work. */
const endless = (levels: number) => {
  const fragments = Array.from({ length: levels }, (_, at) => {
    return `fragment F${at} on Image{...F${at + 1} ... @include(if:true){...F${at + 1}}}`;
  });
  return `{section{parts{...on Photo{image{...F0}}}}} ${fragments.join(' ')} fragment F${levels} on Image{id}`;
};

describe('the planner process', () => {
  const { sdl } = compose(subgraphs);

  it('dies of an operation that nobody normalised, and only that operation has no plan', async () => {
    const planner = new Planner(sdl);
    try {
      await planner.start();
      const first = planner.pid!;
      const plans = await Promise.allSettled(
        [harmless, deadly, harmless, '{section{parts{__typename}}}'].map((text) => planner.plan(text)),
      );
      expect(plans.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
      const { reason } = plans[1] as PromiseRejectedResult;
      expect(reason).toBeInstanceOf(PlanFailure);
      expect(reason.message).toMatch(/The planner died of SIGABRT/);
      expect(planner.pid).not.toBe(first);
      expect(isAlive(first)).toBe(false);
    } finally {
      await planner.close();
    }
  });

  it('is replaced when a plan takes too long, and those who waited are served', async () => {
    const planner = new Planner(sdl, { planTimeoutMs: 200 });
    try {
      await planner.start();
      const slow = planner.plan(endless(40));
      const waiting = planner.plan(harmless);
      await expect(slow).rejects.toThrow('No plan within 200 ms.');
      expect(await waiting).toMatchObject({ kind: 'Fetch', serviceName: 'sections' });
    } finally {
      await planner.close();
    }
  });

  it('is replaced after it was killed', async () => {
    const planner = new Planner(sdl);
    try {
      await planner.start();
      const first = planner.pid!;
      process.kill(first, 'SIGKILL');
      while (isAlive(first)) await new Promise(setImmediate);
      expect(await planner.plan(harmless)).toMatchObject({ kind: 'Fetch' });
      expect(planner.pid).not.toBe(first);
    } finally {
      await planner.close();
    }
  });

  it('dies with its parent, even within a plan that never ends', async () => {
    const module = new URL('../../gateway/supergraph/planning/planner.js', import.meta.url).href;
    const script = `
      import { Planner } from ${JSON.stringify(module)};
      const planner = new Planner(${JSON.stringify(sdl)}, { planTimeoutMs: 600_000 });
      await planner.start();
      planner.plan(${JSON.stringify(endless(40))});
      console.log(planner.pid);
    `;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [output] = await once(parent.stdout, 'data');
    const pid = Number(output);
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    while (isAlive(pid)) await new Promise(setImmediate);
  });

  it('says why it cannot read a supergraph', async () => {
    const planner = new Planner('type Query {');
    await expect(planner.start()).rejects.toThrow(/parse/i);
    expect(planner.pid).toBeUndefined();
  });

  it('plans nothing once it is closed', async () => {
    const planner = new Planner(sdl);
    await planner.start();
    const waiting = Promise.allSettled([planner.plan(endless(40)), planner.plan(harmless)]);
    await planner.close();
    expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(planner.plan(harmless)).rejects.toThrow('The planner is closed.');
  });
});

describe('a supergraph over that process', () => {
  it('answers the operation that is deadly as written', async () => {
    await using federation = await federate(subgraphs);
    const before = federation.supergraph.plannerPid;
    expect(overTheWire(await federation.ask(deadly))).toEqual({
      data: { section: { parts: [{ image: { thumb: 'a@1' } }, { image: { thumb: 'b@2' } }] } },
    });
    expect(federation.supergraph.plannerPid).toBe(before);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // An orphan that has ended stays as a zombie where nobody reaps it, as in many containers.
  const stat = `/proc/${pid}/stat`;
  return !(existsSync(stat) && readFileSync(stat, 'utf8').includes(') Z '));
}
