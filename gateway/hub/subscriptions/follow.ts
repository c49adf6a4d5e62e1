import { setTimeout as delay } from 'node:timers/promises';
import type { FollowRequest, StreamEvent } from '../../../schema/contract/events.js';
import { isId, parseId } from '../../../schema/contract/id.js';
import { formatPositions, parsePositions } from '../../../schema/contract/positions.js';
import { type ErrorCode, HubError, shown } from '../../../schema/errors/catalogue.js';
import { messageOf } from '../../../schema/errors/unknown-error.js';
import { type HubSchema, InvalidResponse, type Owner, type Owners } from '../plan/index.js';
import { type EventField, eventField, subscribedOwners } from './event-field.js';
import { EventSource, type ServerEvent } from './event-source.js';
import { mergeStreams } from './merge-streams.js';

export interface FollowOptions {
  connectTimeoutMs: number;
  /** After so long without a sign of life the connection is begun anew. */
  idleMs?: number;
  /** Until a lost owner is tried again, at first and at most. */
  retryMs?: { first?: number; most?: number };
  report: (failure: { requestId: string; owner: string; code: ErrorCode; detail: string }) => void;
}

/** Three signs of life of an owner may be missing. */
export const defaultFollow = { idleMs: 45_000, retryMs: { first: 250, most: 10_000 } } as const;

/** What owners publish, as one stream: that of one that is away goes on, without loss, when it is back. */
export class Follower {
  readonly #model: HubSchema;
  readonly #owners: Owners;
  readonly #options: FollowOptions;
  readonly #sources = new Map<Owner, EventSource>();

  constructor(model: HubSchema, owners: Owners, options: FollowOptions) {
    this.#model = model;
    this.#owners = owners;
    this.#options = options;
  }

  async *follow(request: FollowRequest): AsyncGenerator<StreamEvent> {
    const field = eventField(this.#model, request.field);
    const targets = subscribedOwners(field, request, this.#owners.codes);
    const positions = new Map([...parsePositions(request.after ?? '')].filter(([code]) => targets.has(code)));
    yield { position: formatPositions(positions) };

    const streams = this.#owners.owners.flatMap((owner) => {
      const codes = new Set([...owner.municipalities].filter((code) => targets.has(code)));
      return codes.size > 0 ? [this.#ofOwner(owner, codes, field, positions, request)] : [];
    });
    for await (const { owner, position, node, isDisconnected } of mergeStreams(streams, request.signal)) {
      // The numbers of what came with this event; the event itself may have come before, on the connection that broke.
      const isNew = !node || isAhead(position, positions, parseId(node).owner);
      for (const [code, number] of position) positions.set(code, Math.max(number, positions.get(code) ?? 0));
      const comment = isDisconnected ? `${owner.code} is away` : undefined;
      if (isNew) yield { position: formatPositions(positions), node, comment };
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#sources.values()].map((source) => source.close()));
  }

  /** Goes on for as long as the client listens, over as many connections as it takes. */
  async *#ofOwner(
    owner: Owner,
    codes: ReadonlySet<string>,
    field: EventField,
    positions: ReadonlyMap<string, number>,
    { requestId, authorization, signal }: FollowRequest,
  ): AsyncGenerator<OwnerEvent> {
    const { idleMs = defaultFollow.idleMs, retryMs = {}, report } = this.#options;
    const { first = defaultFollow.retryMs.first, most = defaultFollow.retryMs.most } = retryMs;
    const headers = { 'x-request-id': requestId, ...(authorization !== undefined && { authorization }) };
    const body = JSON.stringify({ query: field.query, variables: { codes: [...codes] } });
    let failures = 0;
    while (!signal.aborted) {
      const lastEventId = formatPositions(new Map([...positions].filter(([code]) => codes.has(code))));
      const stream = this.#source(owner).events({
        url: owner.url,
        body,
        headers,
        lastEventId,
        idleMs,
        signal,
      });
      try {
        for await (const event of stream) {
          failures = 0;
          yield { owner, ...readEvent(event, field, codes) };
        }
      } catch (error) {
        if (signal.aborted) return;
        const code =
          error instanceof HubError || error instanceof InvalidResponse
            ? error.code
            : error instanceof SyntaxError
              ? 'OWNER_INVALID'
              : 'OWNER_UNREACHABLE';
        report({ requestId, owner: owner.code, code, detail: messageOf(error) });
      }
      if (failures === 0) yield { owner, position: new Map(), isDisconnected: true };
      const wait = Math.min(first * 2 ** failures++, most);
      // Not all hubs at once, when an owner is back.
      await delay(wait * (0.5 + Math.random() / 2), null, { signal }).catch(() => {});
    }
  }

  #source(owner: Owner): EventSource {
    const source = this.#sources.get(owner) ?? new EventSource(owner.url.origin, this.#options.connectTimeoutMs);
    this.#sources.set(owner, source);
    return source;
  }
}

interface OwnerEvent {
  owner: Owner;
  position: ReadonlyMap<string, number>;
  node?: string;
  /** The connection ended; yielded once until the owner is back. */
  isDisconnected?: boolean;
}

function isAhead(position: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>, owner: string): boolean {
  return (position.get(owner) ?? -1) > (other.get(owner) ?? -1);
}

/** What an owner sends is data to check: positions and events of those it was asked for, and nothing else. */
function readEvent(
  { id, data }: ServerEvent,
  { name, kind }: EventField,
  codes: ReadonlySet<string>,
): Pick<OwnerEvent, 'position' | 'node'> {
  const position = new Map([...parsePositions(id)].filter(([code]) => codes.has(code)));
  if (data === undefined || data === '') return { position };
  const node: unknown = JSON.parse(data)?.data?.[name]?.id;
  if (typeof node !== 'string' || !isId(node)) throw new InvalidResponse('OWNER_INVALID', `an event without a ${kind}`);
  const { owner, kind: idKind } = parseId(node);
  if (idKind !== kind || !position.has(owner)) throw new InvalidResponse('OWNERSHIP_VIOLATION', shown(node));
  return { position, node };
}
