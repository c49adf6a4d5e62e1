import type { OwnerCall } from '../plan/index.js';
import type { RequestDeadline } from './deadline.js';
import { fetchAnyVersion } from './fetch-any-version.js';
import type { FetchContext } from './fetch-response.js';
import type { OwnerResult } from './owner-result.js';

export interface FanOutContext extends FetchContext {
  /** The request's; no call goes on beyond it. */
  readonly deadline: RequestDeadline;
}

/** Fetches for one request from many owners at once. */
export class FanOut {
  constructor(private readonly context: FanOutContext) {}

  /** Until the request's deadline. */
  get leftMs(): number {
    return this.context.deadline.leftMs;
  }

  /** All calls at the same moment, within this share of the time that is left. Failures are results too. */
  async fetch(calls: readonly OwnerCall[], share: number): Promise<OwnerResult[]> {
    const { deadline, budget } = this.context;
    using part = share < 1 ? deadline.share(share) : undefined;
    const results = await Promise.all(calls.map((call) => fetchAnyVersion(call, this.context, part ?? deadline)));
    budget.check();
    return results;
  }
}
