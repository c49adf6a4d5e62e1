import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../../seeds/seeded-random.js';
import type { OwnersAnswer } from './forward.js';
import { type Act, type Exchange, isStreamed } from './line.js';

const json = { 'content-type': 'application/json' };
const html = '<!doctype html><title>Технические работы</title>';

export const silence: Act = () => {};

export const stall = ofAnswer(({ response }, answer) => void writeHalf(response, answer));

export const breakOff = ofAnswer(({ response }, answer) => {
  writeHalf(response, answer, () => response.socket?.resetAndDestroy());
});

export const drip = ofAnswer(({ response }, { status, headers, body }) => {
  response.writeHead(status, headers);
  let sent = 0;
  const timer = setInterval(() => response.write(body.subarray(sent, ++sent)), 250);
  response.on('close', () => clearInterval(timer));
});

export function slow(random: Random): Act {
  return async (exchange) => {
    await delay(100 + 500 * random());
    exchange.pass();
  };
}

/** A first request is answered; the next one on the same connection meets its end. */
export function closeWhenReused(): Act {
  const served = new WeakSet<object>();
  return ({ request: { socket }, pass }) => {
    if (served.has(socket)) return void socket.destroy();
    served.add(socket);
    pass();
  };
}

export const sayUnavailable: Act = ({ response }) => {
  response.writeHead(503, { 'content-type': 'text/html' }).end(html);
};

export const sayRetryAfter: Act = ({ response }) => {
  const error = { message: 'x', extensions: { code: 'DATABASE_UNAVAILABLE' } };
  response.writeHead(503, { ...json, 'retry-after': '120' }).end(JSON.stringify({ errors: [error] }));
};

export const sendHtml: Act = ({ response }) => void response.writeHead(200, { 'content-type': 'text/html' }).end(html);

export const truncate = ofAnswer(({ response }, { body }) => {
  response.writeHead(200, json).end(body.subarray(0, body.length - 2));
});

/** Where no owner stands in the data, such as in counts, they stay the owner's own, and right. */
export function sendAsOf(own: string, other: string): Act {
  return ofAnswer(({ response }, { status, headers: { 'content-length': _, ...headers }, body }) => {
    const { data, ...rest } = JSON.parse(body.toString());
    const text = JSON.stringify(data ?? null).replaceAll(new RegExp(`"${own}(?=[":])`, 'g'), `"${other}`);
    response.writeHead(status, headers).end(JSON.stringify({ data: JSON.parse(text), ...rest }));
  });
}

export const redirect: Act = ({ response }) => void response.writeHead(307, { location: '/followed' }).end();

/** Really sent once, or the machine would do nothing else; announced after that. */
export function sendTooMuch(): Act {
  let isFirst = true;
  return ({ response }) => {
    if (!isFirst) return void response.writeHead(200, { ...json, 'content-length': 2 ** 30 }).write('{');
    isFirst = false;
    response.writeHead(200, json).end(`{"data":{"x":"${'x'.repeat(17 * 2 ** 20)}"}}`);
  };
}

/** What needs the owner's own answer. A stream never ends, so it is cut. */
function ofAnswer(send: (exchange: Exchange, answer: OwnersAnswer) => void): Act {
  return async (exchange) => {
    if (isStreamed(exchange.request)) return void exchange.request.socket.destroy();
    send(exchange, await exchange.ask());
  };
}

function writeHalf(response: Exchange['response'], { status, headers, body }: OwnersAnswer, then?: () => void): void {
  response.writeHead(status, headers).write(body.subarray(0, body.length >> 1), then);
}
