import type { Lookup, SharedEntity } from './field-plan.js';

/** Notes a shared entity of which others may know more. */
export function noteShared(
  lookups: readonly Lookup[],
  value: Readonly<Record<string, unknown>>,
  target: Record<string, unknown>,
  sharedEntities: SharedEntity[],
): void {
  for (const lookup of lookups) {
    const key = value[lookup.key.alias];
    if (typeof key !== 'string' || (lookup.isId && !key.startsWith(':'))) continue;
    if (lookup.ownId && String(value[lookup.ownId.alias]).startsWith(':')) continue;
    sharedEntities.push({ lookup, key, target });
  }
}
