import { compareText } from '../../../schema/contract/collation.js';
import type { Owner } from '../plan/index.js';
import { property } from '../values.js';
import type { RequestDeadline } from './deadline.js';
import { getJson, type OwnerVersions } from './schema-versions.js';

/**
 * Checks every owner that can be reached, and says what is wrong, a sentence each: a schema that contradicts ours,
 * another owner behind an address than is expected, one that is reached in two ways. Who cannot be reached is
 * checked when it answers.
 */
export async function checkOwners(
  owners: readonly Owner[],
  versions: OwnerVersions,
  deadline: RequestDeadline,
): Promise<string[]> {
  const reached = await Promise.all(
    owners.map(async (owner) => {
      await versions.fetchSchema(owner, deadline);
      return { owner, codes: await codesAt(owner, deadline) };
    }),
  );
  const problems: string[] = [];
  const reachedBy = new Map<string, Owner>();
  for (const { owner, codes } of reached) {
    const { code, url, municipalities } = owner;
    for (const contradiction of versions.schemaOf(owner)?.contradictions ?? [])
      problems.push(`${code}: ${contradiction}`);
    if (!codes) continue;
    for (const municipality of codes) {
      const other = reachedBy.get(municipality);
      if (other) problems.push(`${code}: expected each owner once, reached ${municipality} here and by ${other.code}.`);
      reachedBy.set(municipality, owner);
    }
    const [expected, got] = [[...municipalities], codes].map((list) => list.toSorted(compareText).join(', '));
    if (expected !== got) problems.push(`${code}: expected ${expected} at ${url}, got ${got || 'nobody'}.`);
  }
  return problems;
}

/** Whose data are behind an address; undefined where it does not say. */
async function codesAt({ url }: Owner, deadline: RequestDeadline): Promise<string[] | undefined> {
  try {
    const owners = property(await getJson(new URL('version', url), deadline), 'owners');
    return Array.isArray(owners) ? owners.map(String) : undefined;
  } catch {
    return undefined;
  }
}
