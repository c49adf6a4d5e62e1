import { setTimeout as delay } from 'node:timers/promises';
import type { DocumentNode, ExecutionResult, GraphQLError, OperationDefinitionNode } from 'graphql';
import type { Caller } from '../../../schema/contract/caller.js';
import type { StreamEvent } from '../../../schema/contract/events.js';
import { catalogue, HubError } from '../../../schema/errors/catalogue.js';
import type { Authenticate } from '../auth/authenticate.js';
import { type Endpoint, NotModified, SerializedResult } from '../endpoint.js';
import type { Logger } from '../log/logger.js';
import { codeOf, errorBody, toPublic, toWire } from '../server/error-response.js';
import type { Message } from '../server/event-writer.js';
import { languageOf } from '../server/language.js';
import { acceptsEvents } from '../server/media-type.js';
import type { Exchange } from '../server/routes.js';
import { readSubscription, type Subscription, subscriptionArguments } from './parse-subscription.js';

/** One subscription of one client. */
interface EventsRequest {
  subscription: Subscription;
  variables: Readonly<Record<string, unknown>>;
  exchange: Exchange;
}

/** What answering subscriptions needs of the route. */
export interface EventsOptions {
  endpoint: Endpoint;
  /** Says anew for each event who asks: a token may expire while the stream is open. */
  authenticate: Authenticate;
  log: Logger;
  /** Until an event whose owner is away is asked for once more. @default 100, 400, 1600, 3200 */
  retryMs?: readonly number[];
}

/**
 * Answers subscriptions over Server-Sent Events (GraphQL over SSE, distinct connections). What is wrong with one is an
 * ordinary refusal, so nothing is sent before the first event is there; each event is then answered as a query of its own.
 */
export function subscriptionEvents({ endpoint, authenticate, log, retryMs = [100, 400, 1600, 3200] }: EventsOptions) {
  const subscriptions = new WeakMap<OperationDefinitionNode, Subscription>();

  return async (
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: EventsRequest['variables'],
    coerced: EventsRequest['variables'],
    exchange: Exchange,
  ): Promise<AsyncIterable<Message>> => {
    const { authorization, accept, 'last-event-id': after } = exchange.request.headers;
    if (!endpoint.follow) throw new HubError('OPERATION_INVALID', { reason: 'NO_SUBSCRIPTIONS' });
    if (!acceptsEvents(accept)) {
      throw new HubError('OPERATION_INVALID', { reason: 'STREAM_NOT_ACCEPTED' });
    }
    const subscription = subscriptions.get(operation) ?? readSubscription(endpoint.schema, document, operation);
    subscriptions.set(operation, subscription);
    const { requestId, signal } = exchange;
    const events = endpoint.follow({
      field: subscription.field,
      args: subscriptionArguments(endpoint.schema, subscription, coerced),
      after: typeof after === 'string' ? after : null,
      requestId,
      authorization,
      signal,
    });
    const iterator = events[Symbol.asyncIterator]();
    return messages({ subscription, variables, exchange }, await iterator.next(), iterator);
  };

  async function* messages(
    request: EventsRequest,
    first: IteratorResult<StreamEvent>,
    events: AsyncIterator<StreamEvent>,
  ): AsyncGenerator<Message> {
    const { exchange } = request;
    try {
      for (let next = first; !next.done; next = await events.next()) {
        const { position, node, comment } = next.value;
        const caller = await authenticate(exchange.request, exchange.requestId);
        const answer = node === undefined ? null : await answerInTime(request, caller, node);
        if (answer === null) yield { id: position || undefined, comment };
        else yield { event: 'next', id: position, data: JSON.stringify(answer) };
      }
    } catch (error) {
      if (exchange.signal.aborted) return;
      const publicError = toPublic(error, exchange.requestId, log);
      if (isAbsence(publicError)) {
        // The position was not told, so who comes back gets the event again; «complete» would say that nothing follows.
        yield { comment: `${codeOf(publicError)}: come back` };
      } else {
        yield { event: 'next', data: errorBody([publicError], languageOf(exchange.request.headers)) };
        yield { event: 'complete' };
      }
    } finally {
      await events.return?.();
    }
  }

  /** The event's answer; null where the thing is gone. Whoever has just told of it may be away for a moment. */
  async function answerInTime(request: EventsRequest, caller: Caller, node: string): Promise<ExecutionResult | null> {
    for (const waitMs of [...retryMs, null]) {
      const { data, errors, ...result } = await answerTo(request, caller, node);
      const thing = data?.[request.subscription.key];
      if (thing != null)
        return { data, ...(errors && { errors: errors.map((error) => onWire(error, request.exchange)) }), ...result };
      const [error] = errors ?? [];
      if (!error) return null;
      if (waitMs === null || !isAbsence(error)) throw error;
      await delay(waitMs, null, { signal: request.exchange.signal });
    }
    return null;
  }

  async function answerTo(
    { subscription, variables, exchange }: EventsRequest,
    caller: Caller,
    node: string,
  ): Promise<ExecutionResult> {
    const { requestId, signal } = exchange;
    const executed = await endpoint.execute({
      document: subscription.query,
      operation: subscription.operation,
      variables: { ...variables, [subscription.variable]: node },
      requestId,
      caller,
      authorization: exchange.request.headers.authorization,
      signal,
    });
    if (executed instanceof NotModified) throw new Error('An event is nothing that its client could hold already.');
    return executed instanceof SerializedResult ? executed.toJSON() : executed;
  }

  function onWire(error: GraphQLError, exchange: Exchange) {
    return toWire(
      toPublic(error, exchange.requestId, log).toJSON(),
      languageOf(exchange.request.headers),
    ) as GraphQLError;
  }
}

/** Does it say that somebody is away who may be back soon? */
function isAbsence(error: GraphQLError): boolean {
  return catalogue[codeOf(error)].status >= 502;
}
