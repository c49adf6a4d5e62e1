import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';

export interface Drawn {
  text: string;
  variables: Record<string, unknown>;
}

/** Aliases that collide with keys, with required fields, with the planner's own names and with what objects inherit. */
const aliases = [
  'a',
  'b',
  'id',
  'name',
  'title',
  'weight',
  'email',
  'code',
  '_f0_title',
  'constructor',
  '__proto__',
  'toString',
  '_entities',
];
/** Values for arguments called so; others are drawn by type. */
const ids = ['b1', 'b2', 'f1', 'f2', 'p1', 'p3', 'r1', 'none'];

/**
 * Writes an operation for the schema. Aliases may collide, so it has to be validated. Without `narrowing`, no fragment
 * has a condition that only some of the objects at its place meet. `valueFor` may give an argument's value; where it
 * gives undefined, one is drawn by type.
 */
export function drawOperation(
  schema: GraphQLSchema,
  random: () => number,
  {
    narrowing = true,
    valueFor = () => undefined,
  }: { narrowing?: boolean; valueFor?: (argument: string, type: GraphQLInputType) => unknown } = {},
): Drawn {
  const variables: Record<string, unknown> = {};
  const definitions: string[] = [];
  const fragments: { name: string; type: GraphQLCompositeType; text: string }[] = [];
  let budget = 6 + int(50);

  const body = selections(schema.getQueryType()!, 0);
  const head = definitions.length ? `query(${definitions.join(', ')})` : 'query';
  return { text: [`${head} ${body}`, ...fragments.map(({ text }) => text)].join('\n'), variables };

  function selections(type: GraphQLCompositeType, depth: number): string {
    const parts: string[] = [];
    const count = 1 + int(4);
    for (let at = 0; at < count; at++) {
      budget--;
      if (depth < 7 && chance(isAbstractType(type) ? 0.5 : 0.12)) parts.push(fragment(type, depth));
      else if (isUnionType(type) || chance(0.1)) parts.push(`${alias(0.2)}__typename${condition(0.1)}`);
      else parts.push(field(type as GraphQLObjectType, depth));
    }
    return `{ ${parts.join(' ')} }`;
  }

  function field(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields());
    const leaves = fields.filter((each) => !isCompositeType(getNamedType(each.type)));
    const mayDescend = depth < 8 && budget > 0;
    const chosen = pick(mayDescend || leaves.length === 0 ? fields : leaves);
    const named = getNamedType(chosen.type);
    const head = `${alias(0.15)}${chosen.name}${args(chosen.args)}${condition(0.1)}`;
    if (!isCompositeType(named)) return head;
    return `${head} ${depth < 9 ? selections(named, depth + 1) : '{ __typename }'}`;
  }

  function fragment(type: GraphQLCompositeType, depth: number): string {
    const candidates = [
      ...(isAbstractType(type) ? schema.getPossibleTypes(type) : [type]),
      ...Object.values(schema.getTypeMap()).filter((each) => isAbstractType(each) && overlap(each, type)),
    ] as GraphQLCompositeType[];
    const target = chance(0.1) || !narrowing ? type : pick(candidates);
    const known = fragments.filter((each) => (narrowing ? overlap(each.type, type) : each.type === type));
    if (known.length > 0 && chance(0.2)) return `...${pick(known).name}${condition(0.15)}`;
    const text = selections(target, depth + 1);
    if (chance(0.2)) {
      const name = `F${fragments.length}`;
      fragments.push({ name, type: target, text: `fragment ${name} on ${target.name} ${text}` });
      return `...${name}${condition(0.2)}`;
    }
    return `...${target === type && chance(0.5) ? '' : ` on ${target.name}`}${condition(0.2)} ${text}`;
  }

  function overlap(one: GraphQLCompositeType, other: GraphQLCompositeType): boolean {
    const types = isAbstractType(other) ? schema.getPossibleTypes(other) : [other];
    return (isAbstractType(one) ? schema.getPossibleTypes(one) : [one]).some((each) => types.includes(each));
  }

  function args(all: readonly GraphQLArgument[]): string {
    const chosen = all.filter((argument) => isRequiredArgument(argument) || chance(0.6));
    if (chosen.length === 0) return '';
    return `(${chosen.map((argument) => `${argument.name}: ${argumentValue(argument)}`).join(', ')})`;
  }

  function argumentValue({ name, type }: GraphQLArgument): string {
    const value = draw(name, type);
    if (!chance(0.4)) return literal(value, type);
    return variable(String(type), value, literal(draw(name, type), type), !isNonNullType(type));
  }

  /** `absent`: the variable may be left out although it has no default. */
  function variable(type: string, value: unknown, fallback: string, absent: boolean): string {
    const name = `v${definitions.length}`;
    const withDefault = chance(0.3) && fallback !== 'null';
    definitions.push(`$${name}: ${type}${withDefault ? ` = ${fallback}` : ''}`);
    if (!((withDefault || absent) && chance(0.4))) variables[name] = value;
    return `$${name}`;
  }

  function draw(name: string, type: GraphQLInputType): unknown {
    const given = valueFor(name, type);
    if (given !== undefined) return given;
    if (isNonNullType(type)) return draw(name, type.ofType) ?? draw(name, type);
    if (chance(0.1)) return null;
    if (String(type).includes('Float')) return isListType(type) ? [0, 0.5, 0.9].filter(() => chance(0.5)) : 0.5;
    if (isListType(type)) return ['Book', 'Film', 'Person'].filter(() => chance(0.5));
    if (isEnumType(type)) return pick(type.getValues()).name;
    if (String(type) === 'ID') return pick(ids);
    if (String(type) === 'Boolean') return chance(0.5);
    return int(4);
  }

  function condition(probability: number): string {
    if (!chance(probability)) return '';
    const value = chance(0.7);
    const decided = chance(0.6) ? variable('Boolean!', value, String(chance(0.5)), false) : String(value);
    const skip = chance(0.5);
    const other = chance(0.1) ? ` @${skip ? 'include' : 'skip'}(if: ${skip})` : '';
    return ` @${skip ? 'skip' : 'include'}(if: ${decided})${other}`;
  }

  function alias(probability: number): string {
    return chance(probability) ? `${pick(aliases)}: ` : '';
  }

  function literal(value: unknown, type: GraphQLInputType): string {
    return isEnumType(getNamedType(type)) && value !== null
      ? JSON.stringify(value).replaceAll('"', '')
      : JSON.stringify(value);
  }

  function chance(probability: number): boolean {
    return random() < probability;
  }

  function int(below: number): number {
    return Math.floor(random() * below);
  }

  function pick<T>(of: readonly T[]): T {
    return of[int(of.length)]!;
  }
}
