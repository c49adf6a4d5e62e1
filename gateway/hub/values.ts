/** An object of JSON. */
export type JsonObject = Record<string, unknown>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What validation has made sure to be an object; anything else is a fault of ours. */
export function objectIn(value: unknown): JsonObject {
  if (!isJsonObject(value)) throw new TypeError('Expected an object in a validated response.');
  return value;
}

/** What validation has made sure to be a list. */
export function listIn(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new TypeError('Expected a list in a validated response.');
  return value;
}

/** Reads a property of whatever came. */
export function property(value: unknown, key: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Sets a client's key as plain data: as an assignment, «__proto__» would change the object itself. */
export function put(object: JsonObject, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

/** Equal as JSON; the order of an object's fields does not matter. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameValue(item, b[index]));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key], b[key]))
  );
}
