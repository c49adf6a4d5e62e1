import type { Language } from '../../../schema/contract/parameters.js';
import { singleResultEvents } from '../events/single-result-events.js';
import type { Logger } from '../log/logger.js';
import { codeOf, toPublic } from '../server/error-response.js';
import { languageOf } from '../server/language.js';
import { acceptedType, type MediaType } from '../server/media-type.js';
import { errorResponse, type HttpResponse } from '../server/response.js';
import type { Exchange } from '../server/routes.js';

/** Answers in the type that the client wants, refusals included; `common` are headers for all of them. */
export function inAcceptedType(
  answer: (exchange: Exchange) => Promise<HttpResponse>,
  common: Readonly<Record<string, string>>,
  log: Logger,
): (exchange: Exchange) => Promise<HttpResponse> {
  return async (exchange) => {
    const type = acceptedType(exchange.request.headers.accept);
    const response = await answer(exchange).catch((error: unknown) => {
      return refused(toPublic(error, exchange.requestId, log), type, languageOf(exchange.request.headers));
    });
    const headers = { ...common, ...response.headers };
    if (response.messages || response.status === 304) return { ...response, headers };
    const typed = { ...response, headers: { 'content-type': `${type}; charset=utf-8`, ...headers } };
    return type === 'text/event-stream' ? singleResultEvents(typed) : typed;
  };
}

function refused(error: ReturnType<typeof toPublic>, type: MediaType, language: Language): HttpResponse {
  const { status, ...response } = errorResponse([error], language);
  // Who listens to events comes back by itself where the answer is a status, so it is one where that may help.
  if (type === 'text/event-stream' && Number(status) >= 502) throw error;
  // Some clients that do not speak of the GraphQL type read errors only where the request went well.
  const isRead = type === 'application/json' && codeOf(error) === 'PERSISTED_QUERY_NOT_SUPPORTED';
  return { status: isRead ? 200 : status, ...response };
}
