import type { Language } from '../../../schema/contract/parameters.js';
import { HubError } from '../../../schema/errors/catalogue.js';
import { NotModified, type OperationResult, SerializedResult } from '../endpoint.js';
import { toWire } from '../server/error-response.js';
import { weakTag } from '../server/etags.js';
import type { HttpResponse } from '../server/response.js';
import { isShort, writeJson } from './write-json.js';

/**
 * The result with its data written out, if they are long: in turns with others, and at most so many bytes. Of more than
 * that nothing is given, since nobody could tell what is left out.
 */
export async function serializeLongResult(
  executed: OperationResult,
  isMutation: boolean,
  maxBytes: number,
): Promise<OperationResult> {
  if (executed instanceof SerializedResult || executed instanceof NotModified) return executed;
  const { data, extensions, errors, tag } = executed;
  if (!data || isShort(data)) return executed;
  try {
    return new SerializedResult(await writeJson(data, maxBytes), extensions, { errors, tag });
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    // What was carried out is not refused, however much its answer holds.
    return { data: null, errors: [isMutation ? new HubError('OUTCOME_UNKNOWN') : error], extensions };
  }
}

/** The HTTP answer where there is nothing left to write out; undefined for a result that is still an object. */
export function serializedResponse(executed: OperationResult, language: Language): HttpResponse | undefined {
  if (executed instanceof NotModified) return { status: 304, headers: etagHeaders(executed.tag), body: '' };
  if (!(executed instanceof SerializedResult)) return undefined;
  const { parts, extensions, rest } = executed;
  const { errors, tag } = rest;
  const before = errors
    ? `{"errors":${JSON.stringify(errors.map((error) => toWire(error.toJSON(), language)))},"data":`
    : '{"data":';
  const after = extensions ? `,"extensions":${JSON.stringify(extensions)}}` : '}';
  return {
    ...(tag && { headers: etagHeaders(tag) }),
    body: [Buffer.from(before), ...parts, Buffer.from(after)],
  };
}

/** Of an answer with a tag: it may be kept for the one who asked, and asked for again each time before it is used. */
export function etagHeaders(tag: string): Record<string, string> {
  return { etag: weakTag(tag), 'cache-control': 'private, no-cache' };
}
