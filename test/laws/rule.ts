import { Kind, parse } from 'graphql';
import type { Modules } from './modules.js';
import { smallSdl } from './small-schema.js';

/** What one owner says of a field; a hub says it for several. */
export interface Contribution {
  readonly owner: string;
  /** Of a hub: those that it stands for, apart from itself. */
  readonly members?: readonly string[];
  readonly value: unknown;
}

export interface Merged {
  readonly value: unknown;
  readonly problems: readonly string[];
}

export type Merge = (contributions: readonly Contribution[]) => Merged;

/** Merges one root field of the small schema as the hub does where all owners are asked. */
export function mergerOf(modules: Modules, selection: string): Merge {
  const { createCompiler, mergeField, planCalls, ownersOf, readSchema } = modules;
  const document = parse(`{ ${selection} }`, { noLocation: true });
  const node = document.definitions[0]!;
  if (node.kind !== Kind.OPERATION_DEFINITION) throw new Error('Expected an operation.');
  const compiled = createCompiler(readSchema(smallSdl), true)(document, node, {});
  const plan = compiled.roots[0]!.joined('ALL');
  const { pages } = planCalls({ owners: ownersOf([]), isHealthy: () => true }, compiled, {});
  return (contributions) => {
    const all = ownersOf(
      contributions.map(({ owner, members }) => ({ code: owner, url: 'http://localhost/', municipalities: members })),
    ).owners;
    const errors: { extensions: { code?: unknown } }[] = [];
    const scope = {
      pages,
      versions: new Map(),
      variables: {},
      errors: errors as never,
      path: [],
      sharedEntities: [],
    };
    // As the hub does, in the order of owners' codes.
    const values = all.map((owner) => ({
      owner,
      // Merging may keep parts of what it is given.
      value: structuredClone(contributions.find((one) => one.owner === owner.code)!.value),
    }));
    const value = mergeField(plan, values, scope);
    return { value, problems: errors.map(({ extensions }) => String(extensions.code)) };
  };
}
