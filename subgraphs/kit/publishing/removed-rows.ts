import type { EntityClass } from '@mikro-orm/core';
import type { RowChange } from './replace-rows.js';

const pluralNames = new Map<string, string>();

/** Decorates an entity with what people call its things, in the plural and in Russian. */
export function pluralName(name: string) {
  return (entity: EntityClass<object>): void => void pluralNames.set(entity.name, name);
}

/** Names given for a type: enough to see what it is about. */
const mostNames = 3;
const longestName = 80;

/** Says in numbers and words what a publication takes away; null where it takes nothing. */
export function describeRemoval(changes: readonly RowChange[], dependants: string | null = null): string | null {
  const removed = changes.filter(({ kind }) => kind === 'REMOVED');
  if (removed.length === 0) return null;
  const parts = [...Map.groupBy(removed, ({ type }) => type)].map(([type, rows]) => {
    const names = rows.slice(0, mostNames).map(({ label }) => `«${shortened(label)}»`);
    const more = rows.length > mostNames ? ' и другие' : '';
    return `${pluralNames.get(type) ?? type} – ${rows.length} (${names.join(', ')}${more})`;
  });
  return `Исключено ${removed.length}: ${parts.join('; ')}.${dependants === null ? '' : ` ${dependants}`}`;
}

function shortened(label: string): string {
  const line = label.replace(/\s+/gu, ' ').trim();
  return line.length > longestName ? `${line.slice(0, longestName - 1).toWellFormed()}…` : line;
}
