import type { ObjectBudget } from '../../../schema/contract/object-budget.js';
import type { BatchAlias } from '../operation/query-plan.js';
import type { TypeTests } from '../schema/supergraph-schema.js';
import { type ConcretePath, DataPath } from './data-path.js';
import { clone, type Data, isObject, merge } from './merge-data.js';
import { compileRequires, identityOf, type Represent } from './representations.js';
import { compileRewrites, rewrittenTypename } from './rewrites.js';

/** One `_entities` field of a fetch: which objects it completes, and with what it asks for them. */
export class EntityField {
  readonly alias: string;
  readonly variable: string;
  readonly paths: readonly DataPath[];
  readonly #represent: Represent;
  readonly #rewriteInput: ((representation: Data) => void) | undefined;
  readonly #rewriteOutput: ((entity: Data) => void) | undefined;

  constructor(node: BatchAlias, types: TypeTests) {
    this.alias = node.alias;
    this.variable = node.representationsVariableName;
    this.paths = node.paths.map((path) => new DataPath(path, types));
    this.#represent = compileRequires(node.requires, types, rewrittenTypename(node.inputRewrites));
    this.#rewriteInput = compileRewrites(node.inputRewrites, types);
    this.#rewriteOutput = compileRewrites(node.outputRewrites, types);
  }

  /** Finds the objects in the data and adds their representations, each once, to the pool. */
  collect(root: Data, pool: Pool): Targets {
    const targets = new Targets(pool);
    for (const path of this.paths) {
      path.visit(root, (object) => {
        const representation = this.#represent(object);
        if (!representation) return;
        this.#rewriteInput?.(representation);
        targets.add(object, representation);
      });
    }
    return targets;
  }

  /** Merges each entity into every object that it stands for. */
  deliver(entities: readonly unknown[], targets: Targets, { unresolved, objects }: Delivery): void {
    if (this.#rewriteOutput) for (const entity of entities) if (isObject(entity)) this.#rewriteOutput(entity);
    const spent = new Set<number>();
    for (let at = 0; at < targets.objects.length; at++) {
      const object = targets.objects[at];
      const index = targets.indices[at];
      if (!object || index === undefined) continue;
      const entity = entities[index];
      if (entity === null) unresolved.add(object);
      if (!isObject(entity)) continue;
      merge(object, spent.has(index) ? clone(entity, objects) : entity);
      spent.add(index);
    }
  }

  /** Where each object stands that this field may complete. */
  locate(root: Data): Map<Data, ConcretePath> {
    return new Map(this.paths.flatMap((path) => [...path.locate(root)]));
  }
}

/** What delivering leaves behind: what nobody could resolve, and what its copies take. */
export interface Delivery {
  readonly unresolved: Set<Data>;
  readonly objects: ObjectBudget;
}

/** The representations of one variable; several fields of a batch may share it. */
export class Pool {
  readonly representations: Data[] = [];
  readonly #indexOf = new Map<string, number>();

  add(representation: Data): number {
    const identity = identityOf(representation);
    let index = this.#indexOf.get(identity);
    if (index === undefined) {
      index = this.representations.push(representation) - 1;
      this.#indexOf.set(identity, index);
    }
    return index;
  }
}

/** Objects to complete, beside the index of the representation that stands for each. */
export class Targets {
  readonly objects: Data[] = [];
  readonly indices: number[] = [];

  constructor(readonly pool: Pool) {}

  add(object: Data, representation: Data): void {
    this.objects.push(object);
    this.indices.push(this.pool.add(representation));
  }

  /** The objects that the representation at `index` stands for. */
  of(index: number): Data[] {
    return this.objects.filter((_, at) => this.indices[at] === index);
  }
}
