import type { Owner, Owners } from '../plan/index.js';
import { OwnerClient, type OwnerClientOptions } from './owner-client.js';
import type { ResponseCache } from './response-cache.js';
import type { Revalidation } from './revalidation.js';
import type { OwnerVersions } from './schema-versions.js';

export interface OwnerNetworkOptions {
  readonly owners: Owners;
  readonly client: OwnerClientOptions;
  readonly cache: ResponseCache;
  readonly revalidation: Revalidation;
  readonly versions: OwnerVersions;
}

/** What a hub has to fetch from its owners with, and what it has learnt of them; all requests share it. */
export class OwnerNetwork {
  readonly cache: ResponseCache;
  readonly revalidation: Revalidation;
  readonly versions: OwnerVersions;
  readonly #clients: ReadonlyMap<Owner, OwnerClient>;

  constructor({ owners, client, cache, revalidation, versions }: OwnerNetworkOptions) {
    this.cache = cache;
    this.revalidation = revalidation;
    this.versions = versions;
    this.#clients = new Map(owners.owners.map((owner) => [owner, new OwnerClient(owner, client)]));
  }

  clientOf(owner: Owner): OwnerClient {
    const client = this.#clients.get(owner);
    if (!client) throw new Error(`Expected an owner of this hub, got ${owner.code}.`);
    return client;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#clients.values()].map((client) => client.close()));
  }
}
