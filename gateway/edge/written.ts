import type { Answer } from './answer.js';
import { type Executed, NotModified, WrittenResult } from './endpoint.js';
import { weakTag } from './tags.js';

/** The HTTP answer where there is nothing left to write out; undefined for a result that is still an object. */
export function writtenAnswer(executed: Executed): Answer | undefined {
  if (executed instanceof NotModified) return { status: 304, headers: tagHeaders(executed.tag), body: '' };
  if (!(executed instanceof WrittenResult)) return undefined;
  const { data, extensions } = executed;
  const rest = Buffer.from(`,"extensions":${JSON.stringify(extensions)}}`);
  return { body: [head, data, rest] };
}

/** Of an answer with a tag: it may be kept for the one who asked, and asked for again each time before it is used. */
export function tagHeaders(tag: string): Record<string, string> {
  return { etag: weakTag(tag), 'cache-control': 'private, no-cache' };
}

const head = Buffer.from('{"data":');
