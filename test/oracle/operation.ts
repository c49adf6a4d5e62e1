import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { HubSchema } from '../../gateway/hub/plan/merge-schema.js';
import type { Dice } from './dice.js';
import { type CallerName, callers, type Question } from './stage.js';
import type { Values } from './values.js';

/** Fields that are not drawn, each for the reason why two sound answers may differ in it. */
export const leftOut: Readonly<Record<string, string>> = {
  'Query.coverage': 'says who was asked, which one database never is; what a hub says is checked beside the data',
  'PageInfo.startCursorNoted': 'notes the versions of those who were asked',
  'PageInfo.endCursorNoted': 'as above',
};

/** Roots that reach more merge rules than others are drawn more often. */
const favourites: Readonly<Record<string, number>> = {
  qualityProfile: 10,
  comparability: 3,
  legalAct: 3,
  qualityArea: 3,
  qualityAreas: 2,
  node: 2,
  readDeadline: 3,
  search: 4,
};

/** Draws an operation. It may turn out invalid, as equal response keys may not fit each other. */
export function drawQuestion(model: HubSchema, dice: Dice, values: Values): Question {
  values.spoiled.clear();
  const drawing = new Drawing(model, dice, values);
  const body = drawing.roots();
  const { definitions, variables, fragments } = drawing;
  const head = definitions.length > 0 ? `query(${definitions.join(', ')})` : 'query';
  const caller = dice.pick<CallerName>(['region', 'region', 'region', ...(Object.keys(callers) as CallerName[])]);
  const text = [`${head} ${body}`, ...fragments.map((fragment) => fragment.text)].join('\n');
  return { text, variables, caller, spoiled: new Set(values.spoiled) };
}

class Drawing {
  readonly definitions: string[] = [];
  readonly variables: Record<string, unknown> = {};
  readonly fragments: { name: string; type: GraphQLCompositeType; text: string }[] = [];
  private budget: number;
  private aliases = 0;

  constructor(
    private readonly model: HubSchema,
    private readonly dice: Dice,
    private readonly values: Values,
  ) {
    this.budget = 5 + dice.int(25);
  }

  roots(): string {
    const query = this.model.schema.getQueryType()!;
    const all = Object.values(query.getFields()).filter(({ name }) => !leftOut[`Query.${name}`]);
    const weighted = all.flatMap((field) => Array<typeof field>(favourites[field.name] ?? 1).fill(field));
    const count = this.dice.pick([1, 1, 1, 2, 3]);
    const parts = this.dice.times(count, () => this.field(query, this.dice.pick(weighted), 0));
    if (this.dice.chance(0.05)) parts.push('__typename');
    return `{ ${parts.join(' ')} }`;
  }

  private selections(type: GraphQLCompositeType, depth: number): string {
    const { dice } = this;
    const parts: string[] = [];
    const count = 1 + dice.int(depth < 2 ? 5 : 4);
    for (let at = 0; at < count; at++) {
      this.budget--;
      if (depth < 8 && dice.chance(isAbstractType(type) ? 0.7 : 0.1)) parts.push(this.fragment(type, depth));
      else if (dice.chance(0.04)) parts.push(`${this.alias(0.3)}__typename${this.condition(0.1)}`);
      else parts.push(this.anyField(type, depth));
    }
    return `{ ${parts.join(' ')} }`;
  }

  private anyField(type: GraphQLCompositeType, depth: number): string {
    if (!('getFields' in type)) return '__typename';
    const { dice } = this;
    // Those that are not only taken over are worth more.
    const drawn = Object.values(type.getFields()).filter(({ name }) => !leftOut[`${type.name}.${name}`]);
    const fields = drawn.flatMap((field) =>
      isObjectType(type) && /^(MIN|MAX|MEAN|SKETCH|QUANTILES)$/.test(this.model.rule(type, field.name).rule)
        ? [field, field, field]
        : [field],
    );
    const leaves = fields.filter((field) => !isCompositeType(getNamedType(field.type)));
    const below = fields.filter((field) => isCompositeType(getNamedType(field.type)));
    const mayDescend = below.length > 0 && depth < 8 && (this.budget > 0 || leaves.length === 0);
    return this.field(
      type,
      dice.pick(mayDescend && dice.chance(0.55) ? below : leaves.length > 0 ? leaves : below),
      depth,
    );
  }

  private field(type: GraphQLCompositeType, field: GraphQLField<unknown, unknown>, depth: number): string {
    const named = getNamedType(field.type);
    const name = `${type.name}.${field.name}`;
    // Without a name of its own, a field with arguments would rarely fit its equals.
    const alias = this.alias(field.args.length > 0 ? 0.5 : 0.1);
    const head = `${alias}${field.name}${this.arguments(field, name)}${this.condition(0.06)}`;
    if (!isCompositeType(named)) return head;
    return `${head} ${depth < 9 ? this.selections(named, depth + 1) : '{ __typename }'}`;
  }

  private fragment(type: GraphQLCompositeType, depth: number): string {
    const { dice } = this;
    const possible = isAbstractType(type) ? this.model.schema.getPossibleTypes(type) : [type];
    const interfaces = isObjectType(type) ? type.getInterfaces() : [];
    const target = dice.pick<GraphQLCompositeType>([...possible, ...interfaces]);
    const known = this.fragments.filter((each) => each.type === type);
    if (known.length > 0 && dice.chance(0.3)) return `...${dice.pick(known).name}${this.condition(0.15)}`;
    const text = this.selections(target, depth + 1);
    if (dice.chance(0.3)) {
      const name = `F${this.fragments.length}`;
      this.fragments.push({ name, type: target, text: `fragment ${name} on ${target.name} ${text}` });
      return `...${name}${this.condition(0.2)}`;
    }
    return `...${target === type && dice.chance(0.5) ? '' : ` on ${target.name}`}${this.condition(0.2)} ${text}`;
  }

  private arguments(field: GraphQLField<unknown, unknown>, name: string): string {
    const chosen = this.onePage(
      field.args.filter((argument) => isRequiredArgument(argument) || this.dice.chance(usual[argument.name] ?? 0.5)),
    );
    const drawn: Record<string, unknown> = {};
    // The order first, because only its own cursors fit it.
    const parts = chosen
      .toSorted((a, b) => Number(b.name === 'orderBy') - Number(a.name === 'orderBy'))
      .map((argument) => {
        const isCursor = argument.name === 'after' || argument.name === 'before';
        const draw = () =>
          isCursor ? this.cursor(field, drawn.orderBy) : this.value(argument.name, argument.type, name);
        drawn[argument.name] = draw();
        return `${argument.name}: ${this.argument(argument, drawn[argument.name], draw)}`;
      });
    return parts.length > 0 ? `(${parts.join(', ')})` : '';
  }

  /** A page goes either forward or back; rarely it asks for both, and is refused. */
  private onePage(chosen: readonly GraphQLArgument[]): readonly GraphQLArgument[] {
    const { dice, values } = this;
    if (!chosen.some(({ name }) => name === 'last')) return chosen.filter(({ name }) => name !== 'before');
    if (dice.chance(0.02)) {
      values.spoiled.add('BAD_ARGUMENT');
      return chosen;
    }
    return chosen.filter(({ name }) => name !== 'first' && name !== 'after');
  }

  private cursor({ type }: GraphQLField<unknown, unknown>, orderBy: unknown): string | null {
    const row = getNamedType(type).name.replace(/Connection$/, '');
    const list = `${row[0]!.toLowerCase()}${row.slice(1).replace(/y$/, 'ie')}s`;
    const order = orderBy ?? usualOrders[list];
    return this.values.cursor(this.dice, order === undefined ? list : `${list}.${order}`);
  }

  /** A value in its place, or a variable with it. */
  private argument({ name, type, defaultValue }: GraphQLArgument, value: unknown, draw: () => unknown): string {
    if (!this.dice.chance(0.35)) return literal(value, type);
    const { dice } = this;
    const variable = `v${this.definitions.length}`;
    const fallback = literal(name === 'orderBy' ? value : draw(), type);
    const withDefault = dice.chance(0.3) && fallback !== 'null';
    this.definitions.push(`$${variable}: ${type}${withDefault ? ` = ${fallback}` : ''}`);
    // Cursors fit the order and the direction that were drawn.
    const isFree = name !== 'orderBy' && name !== 'last';
    const mayBeAbsent = (withDefault || !isNonNullType(type)) && defaultValue === undefined && isFree;
    if (!(mayBeAbsent && dice.chance(0.2))) this.variables[variable] = value;
    return `$${variable}`;
  }

  private value(name: string, type: GraphQLInputType, place: string): unknown {
    const { dice, values } = this;
    if (isNonNullType(type)) {
      const value = this.value(name, type.ofType, place);
      return value === null ? this.value(name, type, place) : value;
    }
    const kind = kindOf[name.replace(/s$/, '')];
    if (name === 'first' || name === 'last') return values.first(dice);
    if (type.toString() === 'PeriodInput') return dice.maybe(values.period(dice), 0.9);
    if (name === 'municipalities' || place === 'Query.municipalities') return values.owners(dice);
    if (place === 'Query.municipality') return values.owner(dice);
    if (place === 'Query.scale') return dice.pick(['MKDO', 'KRASNODAR_CLUSTER', 'PERCENT', 'X']);
    if (place === 'Query.node') return values.anyId(dice);
    if (name === 'id') return values.id(dice, kindOf[place.split('.')[1]!]!);
    if (kind && getNamedType(type).name === 'ID') {
      const draw = () => values.id(dice, kind);
      return isListType(type) ? dice.times(1 + dice.int(3), draw) : draw();
    }
    if (!isInputObjectType(type) && name !== 'groupBy' && dice.chance(0.05)) return null;
    const isEnum = isEnumType(getNamedType(type)) && name !== 'areas' && name !== 'institutionTypes';
    const known = isEnum ? undefined : values.named(dice, name);
    return known === undefined ? this.plain(type) : known;
  }

  private plain(type: GraphQLInputType): unknown {
    const { dice } = this;
    if (isNonNullType(type)) return this.plain(type.ofType);
    if (isListType(type)) {
      const inner = getNamedType(type);
      return isEnumType(inner)
        ? dice.some(inner.getValues(), dice.pick([0.15, 0.3, 0.5])).map(({ name }) => name)
        : dice.times(dice.int(3), () => this.plain(type.ofType));
    }
    if (isEnumType(type)) return dice.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = dice.some(Object.values(type.getFields()), dice.pick([0.1, 0.2, 0.4]));
      // States, and whether a plan was reported on, are those of a day, which may not be named beside them.
      if (type.name === 'MeasureFilter' && fields.some(({ name }) => name === 'states' || name === 'planReported'))
        this.values.spoiled.add('BAD_ARGUMENT');
      return Object.fromEntries(fields.map((field) => [field.name, this.value(field.name, field.type, type.name)]));
    }
    if (type.name === 'Boolean') return dice.chance(0.5);
    if (type.name === 'Int') return dice.int(4);
    if (type.name === 'Float') return dice.pick([0, 0.5, 1]);
    if (type.name === 'Date') return '2024-03-01';
    if (type.name === 'DateTime') return '2024-03-01T00:00:00Z';
    return dice.pick(['a', 'план']);
  }

  private condition(probability: number): string {
    const { dice } = this;
    if (!dice.chance(probability)) return '';
    const value = dice.chance(0.7);
    const skip = dice.chance(0.5);
    const name = `v${this.definitions.length}`;
    const isVariable = dice.chance(0.6);
    if (isVariable) {
      this.definitions.push(`$${name}: Boolean!`);
      this.variables[name] = skip ? !value : value;
    }
    return ` @${skip ? 'skip' : 'include'}(if: ${isVariable ? `$${name}` : skip ? !value : value})`;
  }

  private alias(probability: number): string {
    return this.dice.chance(probability)
      ? `${this.dice.pick(['x', 'id', 'code', '_h', 'count', 'y'])}${this.aliases++}: `
      : '';
  }
}

/** How often an argument is written that need not be: a size always, so that pages are small and none has too many rows. */
const usual: Readonly<Record<string, number>> = { first: 1, last: 0.3, asOf: 0.9, asRecordedOn: 0.2 };

/** In which order a list is where none is asked for; other lists have but one. */
const usualOrders: Readonly<Record<string, string>> = {
  measures: 'SOURCE_ORDER',
  institutions: 'NAME_ASC',
  indicators: 'CODE_ASC',
  observations: 'ROUND_ASC',
};

/** The kind of the things that an argument or an input field of this name holds ids of, and of a root field. */
const kindOf: Readonly<Record<string, string>> = {
  legalAct: 'act',
  framework: 'framework',
  institution: 'institution',
  instruction: 'instruction',
  indicator: 'indicator',
  round: 'round',
  rule: 'deficit-rule',
};

/** A value as GraphQL text. */
function literal(value: unknown, type: GraphQLInputType): string {
  if (value === null || value === undefined) return 'null';
  if (isNonNullType(type)) return literal(value, type.ofType);
  if (isListType(type)) {
    return Array.isArray(value)
      ? `[${value.map((item) => literal(item, type.ofType)).join(', ')}]`
      : literal(value, type.ofType);
  }
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    const parts = Object.entries(value as object).map(
      ([name, inner]) => `${name}: ${literal(inner, fields[name]!.type)}`,
    );
    return `{ ${parts.join(', ')} }`;
  }
  return isEnumType(type) ? String(value) : JSON.stringify(value);
}
