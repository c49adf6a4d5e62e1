import type pg from 'pg';

/** Of which the dashboards of an owner take a few hundred. */
export const mostPrepared = 500;

/** Names by the statement's text. */
type Names = Map<string, string>;

let latest: Names = new Map();
const known = new WeakMap<pg.PoolClient, Names>();

/**
 * The name under which a connection prepares a statement, short and the same on all connections. What is prepared stays
 * with the connection, on both sides, and there are as many statements as anybody makes up operations: once there are
 * too many, all names are given anew, and connections that know the old ones are to end; see `isOutdated`.
 */
export function preparedName(client: pg.PoolClient, text: string): string {
  const names = known.get(client) ?? latest;
  known.set(client, names);
  let name = names.get(text);
  if (name === undefined) {
    if (names === latest && names.size >= mostPrepared) latest = new Map();
    name = `s${names.size}`;
    names.set(text, name);
  }
  return name;
}

/** Does it know statements by names that are no longer given? */
export function isOutdated(client: pg.PoolClient): boolean {
  const names = known.get(client);
  return names !== undefined && names !== latest;
}
