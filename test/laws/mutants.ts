/** A mistake in merging that somebody might make, and what must notice it. */
export interface Mutant {
  readonly mistake: string;
  /** Of the compiled sources. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly killedBy: readonly string[];
}

const world = 'the answer of one database';
const laws = (rule: string) => `laws of ${rule}`;
const hub = 'gateway/hub';

export const mutants: readonly Mutant[] = [
  {
    mistake: 'sums are added in binary',
    file: `${hub}/aggregate.js`,
    find: 'exactSum(known);',
    replace: 'known.reduce((sum, value) => sum + value, 0);',
    killedBy: [laws('SUM')],
  },
  {
    mistake: 'a sum of nothing known is 0',
    file: `${hub}/aggregate.js`,
    find: 'known.length === 0 && values.length > 0 ? null : ',
    replace: '',
    killedBy: [laws('SUM')],
  },
  {
    mistake: 'the least value is the first',
    file: `${hub}/aggregate.js`,
    find: '(sign * compareValues(value, best) < 0 ? value : best)',
    replace: 'best',
    killedBy: [laws('MIN'), laws('MAX')],
  },
  {
    mistake: 'the greatest value is the least',
    file: `${hub}/aggregate.js`,
    find: "rule === 'MIN' ? 1 : -1",
    replace: '1',
    killedBy: [world],
  },
  {
    mistake: 'the mean is the mean of means',
    file: `${hub}/merge.js`,
    find: 'meant.length === 0 ? null : mean(sum, count)',
    replace: 'meant.length === 0 ? null : meant.reduce((sum, { value }) => sum + value[field.alias], 0) / meant.length',
    killedBy: [laws('KEY with MEAN and QUANTILES'), laws('JOIN without a key'), world],
  },
  {
    mistake: 'quantiles are those of the first owner',
    file: `${hub}/merge.js`,
    find: 'quantiles(addUp(operand, valuesOf(operand, things))',
    replace: 'quantiles(addUp(operand, valuesOf(operand, things.slice(0, 1)))',
    killedBy: [laws('KEY with MEAN and QUANTILES'), world],
  },
  {
    mistake: 'spans of sketches are taken from the last owner',
    file: 'schema/sketch.js',
    find: '(sum.get(span) ?? 0) + count',
    replace: 'count',
    killedBy: [laws('SKETCH')],
  },
  {
    mistake: 'where owners contradict each other, the first is believed',
    file: `${hub}/merge.js`,
    find: 'other ? conflict(field, [first, other], scope) : first.value',
    replace: 'first.value',
    killedBy: [laws('AGREE')],
  },
  {
    mistake: 'null contradicts',
    file: `${hub}/merge.js`,
    find: 'return values.filter(({ value }) => value !== null);',
    replace: 'return [...values];',
    killedBy: [laws('AGREE')],
  },
  {
    mistake: 'a pure field is the first answer, null or not',
    file: `${hub}/merge.js`,
    find: 'values.find(({ value }) => value !== null)?.value ?? null',
    replace: 'values[0]?.value ?? null',
    killedBy: [laws('ANY')],
  },
  {
    mistake: 'a shared thing stands in a list once for each owner',
    file: `${hub}/merge.js`,
    find: "id.startsWith(':') ? groups.get(id) : undefined",
    replace: 'undefined',
    killedBy: [world],
  },
  {
    mistake: 'shared things stand in lists where they were found',
    file: `${hub}/merge.js`,
    find: '.sort((a, b) => compareText(a.place, b.place))',
    replace: '',
    killedBy: [world],
  },
  {
    mistake: 'rows are joined by the first field of their key',
    file: `${hub}/keys.js`,
    find: 'JSON.stringify(keys.map(',
    replace: 'JSON.stringify(keys.slice(0, 1).map(',
    killedBy: [laws('KEY of what all know'), laws('KEY with MEAN and QUANTILES'), world],
  },
  {
    mistake: 'rows stand as they came',
    file: `${hub}/merge.js`,
    find: '.sort(([a], [b]) => compareKeys(plan, a.value, b.value))',
    replace: '',
    killedBy: [laws('KEY of what all know'), world],
  },
  {
    mistake: 'null stands first',
    file: `${hub}/keys.js`,
    find: 'Number(a === null) - Number(b === null)',
    replace: 'Number(b === null) - Number(a === null)',
    killedBy: [laws('KEY of what all know'), world],
  },
  {
    mistake: 'enum values stand by their names',
    file: `${hub}/keys.js`,
    find: 'if (isEnumType(type))',
    replace: 'if (false)',
    killedBy: [laws('KEY of what all know'), world],
  },
  {
    mistake: 'numbers stand as texts',
    file: `${hub}/keys.js`,
    find: "if (typeof a === 'number' && typeof b === 'number')",
    replace: 'if (false)',
    killedBy: [laws('KEY of what all know')],
  },
  {
    mistake: 'texts stand as JavaScript compares them',
    file: 'schema/collation.js',
    find: 'return xs === ys ? x - y : xs ? 1 : -1;',
    replace: 'return x - y;',
    killedBy: [laws('KEY of what all know'), laws('PAGE')],
  },
  {
    mistake: 'rows of a page are compared by name only',
    file: 'schema/cursor.js',
    find: 'i < Math.max(a.keys.length, b.keys.length)',
    replace: 'i < 1',
    killedBy: [laws('PAGE'), world],
  },
  {
    mistake: 'a page is one row short',
    file: `${hub}/page.js`,
    find: 'places.length < first)',
    replace: 'places.length < first - 1)',
    killedBy: [world],
  },
  {
    mistake: 'a page is one row long',
    file: `${hub}/page.js`,
    find: 'places.length < first)',
    replace: 'places.length < first + 1)',
    killedBy: [world],
  },
  {
    mistake: 'more follow only where an owner says so',
    file: `${hub}/page.js`,
    find: 'open.length > 0 || parts.some(saysMore)',
    replace: 'parts.some(saysMore)',
    killedBy: [world],
  },
  {
    mistake: 'more follow only where rows are left over',
    file: `${hub}/page.js`,
    find: 'open.length > 0 || parts.some(saysMore)',
    replace: 'open.length > 0',
    killedBy: [laws('PAGE')],
  },
  {
    mistake: 'a shared thing stands on a page once for each owner',
    file: `${hub}/page.js`,
    find: "if (idIn(next.head).startsWith(':'))",
    replace: 'if (false)',
    killedBy: [world],
  },
  {
    mistake: 'fields that only merging needs are not asked',
    file: `${hub}/compile.js`,
    find: '    fields.push(field);\n    return field;',
    replace: '    return field;',
    killedBy: [world],
  },
  {
    mistake: 'cursors of pages are not asked',
    file: `${hub}/compile.js`,
    find: 'this.addCursors(plan);',
    replace: ';',
    killedBy: [world],
  },
  {
    mistake: 'fields that only merging needs are answered',
    file: `${hub}/merge.js`,
    find: 'if (field.hidden)\n            continue;',
    replace: '',
    killedBy: [world],
  },
  {
    mistake: 'what others add to a shared thing is not asked',
    file: `${hub}/compile.js`,
    find: "!this.hasOthers || heard === 'ALL' || ",
    replace: 'true || ',
    killedBy: [world],
  },
  {
    mistake: 'things of one owner among those of all count as known to all',
    file: `${hub}/compile.js`,
    find: "above === 'ALL' && this.isOwned(type) ? 'SOME' : above",
    replace: 'above',
    killedBy: [world],
  },
  {
    mistake: 'what one owner lists below a shared thing counts as listed by all',
    file: `${hub}/compile.js`,
    find: "rule === 'KEY' && heard === 'ALL' && !isListOfAll ? 'SOME' : heard",
    replace: 'heard',
    killedBy: [world],
  },
  {
    mistake: 'where nobody is meant, nobody is asked',
    file: `${hub}/route.js`,
    find: 'route.meant?.size !== 0',
    replace: 'true',
    killedBy: [world],
  },
  {
    mistake: 'owners that arguments name are not heeded',
    file: `${hub}/owners.js`,
    find: '    return meant;',
    replace: '    return null;',
    killedBy: ['who is asked'],
  },
  {
    mistake: 'a pure field is asked of all',
    file: `${hub}/route.js`,
    find: "route.root.rule === 'ANY'",
    replace: 'false',
    killedBy: ['who is asked'],
  },
  {
    mistake: 'errors stay at the places that their owners name',
    file: `${hub}/scope.js`,
    find: 'places[from] = to;',
    replace: 'places[from] = from;',
    killedBy: [world],
  },
];
