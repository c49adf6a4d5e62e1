import type { Language } from '../../../schema/contract/parameters.js';
import { inEvents } from '../events/single-result-events.js';
import type { Logger } from '../log/logger.js';
import { codeOf, toPublic } from '../server/error-response.js';
import { languageOf } from '../server/language.js';
import { type MediaType, wantedType } from '../server/media-type.js';
import { type Answer, refusal } from '../server/response.js';
import type { Exchange } from '../server/routes.js';

/** Answers in the type that the client wants, refusals included; `common` are headers for all of them. */
export function inWantedType(
  answer: (exchange: Exchange) => Promise<Answer>,
  common: Readonly<Record<string, string>>,
  log: Logger,
): (exchange: Exchange) => Promise<Answer> {
  return async (exchange) => {
    const type = wantedType(exchange.request.headers.accept);
    const said = await answer(exchange).catch((error: unknown) => {
      return refused(toPublic(error, exchange.requestId, log), type, languageOf(exchange.request.headers));
    });
    const headers = { ...common, ...said.headers };
    if (said.messages || said.status === 304) return { ...said, headers };
    const typed = { ...said, headers: { 'content-type': `${type}; charset=utf-8`, ...headers } };
    return type === 'text/event-stream' ? inEvents(typed) : typed;
  };
}

function refused(error: ReturnType<typeof toPublic>, type: MediaType, language: Language): Answer {
  const { status, ...said } = refusal([error], language);
  // Who listens to events comes back by itself where the answer is a status, so it is one where that may help.
  if (type === 'text/event-stream' && Number(status) >= 502) throw error;
  // Some clients that do not speak of the GraphQL type read errors only where the request went well.
  const isRead = type === 'application/json' && codeOf(error) === 'PERSISTED_QUERY_NOT_SUPPORTED';
  return { status: isRead ? 200 : status, ...said };
}
