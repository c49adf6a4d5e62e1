import type { HttpResponse } from '../server/response.js';

/** One whole answer as GraphQL over Server-Sent Events has it: the event «next» with the result, errors or not, then «complete». */
export function singleResultEvents(answer: HttpResponse): HttpResponse {
  const { body, headers } = answer;
  const parts = typeof body === 'string' || Buffer.isBuffer(body) ? [Buffer.from(body)] : body;
  // A status other than this would be all that a client sees.
  return { status: 200, headers, body: [before, ...parts, after] };
}

const before = Buffer.from('event: next\ndata: ');
const after = Buffer.from('\n\nevent: complete\ndata: \n\n');
