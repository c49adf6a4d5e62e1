import { decodeCursor } from '../../schema/contract/cursor.js';
import type { ErrorCode } from '../../schema/errors/catalogue.js';
import type { Dice } from './dice.js';
import { owners, type Partition } from './partition.js';
import { federalFramework, levelsOf } from './rows/indicators.js';
import { legalForms } from './rows/institutions.js';
import { areas, days, instants, searchedTexts, words, years } from './rows/texts.js';

/** Values for arguments and input fields, by their names: mostly such that something is found by them. */
export class Values {
  /** Why an operation with the values drawn since this was emptied may be refused. */
  readonly spoiled = new Set<ErrorCode>();
  readonly #ids = new Map<string, string[]>();
  readonly #cursors = new Map<string, Set<string>>();

  constructor(partition: Partition) {
    for (const rows of partition.values()) {
      for (const { id } of Object.values(rows).flat()) if (typeof id === 'string') this.#addId(id);
    }
    this.#addId(federalFramework);
  }

  /** Remembers the cursors of an answer, for pages after them. */
  learn(answer: unknown): void {
    if (typeof answer === 'object' && answer !== null) for (const value of Object.values(answer)) this.learn(value);
    if (typeof answer !== 'string' || !/^[\w-]{20,}$/.test(answer)) return;
    try {
      const { order } = decodeCursor(answer);
      const known = this.#cursors.get(order) ?? new Set();
      if (known.size < 100) this.#cursors.set(order, known.add(answer));
    } catch {
      // Another text of that form.
    }
  }

  /** Of this order; rarely of another, or none at all. */
  cursor(dice: Dice, order: string): string | null {
    if (dice.chance(0.01)) return this.#spoil('BAD_CURSOR', 'no-cursor');
    const orders = [...this.#cursors.keys()];
    if (orders.length > 0 && dice.chance(0.01))
      return this.#spoil('BAD_CURSOR', this.#cursorOf(dice, dice.pick(orders)));
    return this.#cursors.has(order) ? this.#cursorOf(dice, order) : null;
  }

  /** One owner's code, of all that there are or of none. */
  owner(dice: Dice): string {
    return dice.chance(0.03) ? this.#spoil('UNKNOWN_MUNICIPALITY', 'nobody') : dice.pick(owners);
  }

  owners(dice: Dice): string[] | null {
    if (dice.chance(0.5)) return null;
    return [...dice.some(owners, dice.pick([0.2, 0.6, 0.9])), ...(dice.chance(0.05) ? [this.owner(dice)] : [])];
  }

  first(dice: Dice): number {
    return dice.chance(0.01) ? this.#spoil('BAD_PAGE_SIZE', 0) : dice.pick([1, 1, 2, 2, 3, 4, 5, 7, 30]);
  }

  /** Undefined where any value of the type will do. */
  named(dice: Dice, name: string): unknown {
    const make = byName[name];
    return make ? make(dice) : undefined;
  }

  period(dice: Dice): object {
    const [start, end] = [dice.pick(days), dice.pick(days)].sort();
    const period = dice.chance(0.02) ? this.#spoil('BAD_ARGUMENT', { start: days[1], end: days[0] }) : { start, end };
    return dice.chance(0.8) ? period : { start };
  }

  id(dice: Dice, kind: string): string {
    const known = this.#ids.get(kind) ?? [];
    if (known.length > 0 && dice.chance(0.95)) return dice.pick(known);
    if (dice.chance(0.1)) return this.#spoil('UNKNOWN_MUNICIPALITY', `nobody:${kind}:1`);
    if (dice.chance(0.1)) return this.#spoil('BAD_ID', 'no id');
    return dice.pick([`a:${kind}:unknown`, `zz:${kind}:0`, `:${kind}:unknown`]);
  }

  anyId(dice: Dice): string {
    return this.id(dice, dice.pick([...this.#ids.keys()]));
  }

  #spoil<T>(code: ErrorCode, value: T): T {
    this.spoiled.add(code);
    return value;
  }

  #cursorOf(dice: Dice, order: string): string {
    return dice.pick([...this.#cursors.get(order)!]);
  }

  #addId(id: string): void {
    const kind = id.split(':')[1]!;
    const known = this.#ids.get(kind) ?? [];
    known.push(id);
    this.#ids.set(kind, known);
  }
}

const someOf =
  (of: readonly unknown[], probability = 0.5) =>
  (dice: Dice) =>
    dice.some(of, probability);
const oneOf = (of: readonly unknown[]) => (dice: Dice) => dice.pick(of);

const byName: Record<string, (dice: Dice) => unknown> = {
  asOf: oneOf(days),
  asRecordedOn: (dice) => dice.pick([...instants, null, null]),
  dueFrom: oneOf(days),
  dueTo: oneOf(days),
  dateFrom: oneOf(days),
  dateTo: oneOf(days),
  validOn: oneOf(days),
  actDate: oneOf(days),
  areas: someOf(areas, 0.4),
  years: someOf(years),
  of: someOf([0, 0.25, 0.5, 0.9, 1]),
  text: oneOf(['до 1 марта 2024 года', 'ежемесячно', 'январь – март', 'как получится', ...searchedTexts]),
  search: oneOf(words),
  named: oneOf(['Управление образования', 'ЦРО', 'комиссия']),
  responsible: oneOf(['УО', 'заместитель', 'Примерова']),
  section: oneOf([['I'], ['I', '1'], ['II'], []]),
  number: oneOf(['7', '7-п', '12']),
  cites: oneOf(['273-ФЗ', '12', '1155']),
  levels: (dice) =>
    dice.some(Object.entries(levelsOf).flatMap(([scale, steps]) => steps.map((step) => `${scale}/${step}`))),
  clusters: someOf(levelsOf.KRASNODAR_CLUSTER!.map((step) => `KRASNODAR_CLUSTER/${step}`)),
  institutionTypes: someOf(legalForms),
  issue: oneOf(['CELL_EMPTY', 'TYPO_SUSPECTED']),
  codes: someOf(['1', '2', '3']),
};
