import { type FieldNode, type GraphQLField, type GraphQLOutputType, isListType, isNonNullType } from 'graphql';
import type { PageArguments } from './field-plan.js';

/** The pages of one operation, in the order in which they are found. */
export class PageList {
  readonly all: PageArguments[] = [];
  /** Where what is being compiled stands in the client's response. */
  readonly path: (string | number)[] = [];
  readonly #numbers = new Map<FieldNode, number>();

  /** Compiles what stands at the key below. */
  below<T>(key: string, type: GraphQLOutputType, compile: () => T): T {
    const depth = this.path.length;
    this.path.push(key, ...zeros(type));
    const compiled = compile();
    this.path.length = depth;
    return compiled;
  }

  /** The number of the page that the field asks for; undefined where it takes none. */
  numberOf(definition: GraphQLField<unknown, unknown>, node: FieldNode): number | undefined {
    const first = definition.args.find(({ name }) => name === 'first');
    if (!first) return undefined;
    const number = this.#numbers.get(node) ?? this.#add(first.defaultValue, node);
    const places = this.all[number]?.places;
    const path = [...this.path];
    if (!places?.some((place) => place.path.join('/') === path.join('/'))) places?.push({ path, node });
    return number;
  }

  #add(defaultFirst: unknown, node: FieldNode): number {
    const argument = (name: string) => node.arguments?.find((candidate) => candidate.name.value === name)?.value;
    const index = this.all.push({
      first: argument('first'),
      defaultFirst,
      after: argument('after'),
      last: argument('last'),
      before: argument('before'),
      places: [],
    });
    this.#numbers.set(node, index - 1);
    return index - 1;
  }
}

/** A zero for each level of lists. */
function zeros(type: GraphQLOutputType): number[] {
  const nullable = isNonNullType(type) ? type.ofType : type;
  return isListType(nullable) ? [0, ...zeros(nullable.ofType)] : [];
}
