import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { anonymous, type Caller } from '../../schema/contract/caller.js';
import { startEdge } from './kit.js';

const staff: Caller = { role: 'MUNICIPALITY', owner: 'kizel', institution: null, subject: 'x' };
const authenticate = ({ headers }: { headers: { authorization?: string } }) =>
  headers.authorization ? staff : anonymous;
/** A twentieth of the real ones, which a busy machine still keeps; the bytes of a second are the same. */
const limits = { receiveWithinMs: 400, uploadWithinMs: 5000, leastUploadRate: 6554 };

/** JSON of so many bytes. */
const body = (bytes: number) => {
  const start = '{"query":"{ text }","variables":{"a":"';
  return `${start}${'x'.repeat(bytes - start.length - 3)}"}}`;
};

interface Sender {
  token: boolean;
  /** Bytes in each 10 ms, as they are asked for. */
  next(sent: number): number;
  bytes: number;
}

describe('A body that arrives slowly', () => {
  it.each<[string, Sender, expected: { status: number; afterMs: number; uploadWithinMs?: number }]>([
    [
      'from who may publish, going on all the time, is taken',
      { token: true, bytes: 20_000, next: () => 400 },
      { status: 200, afterMs: 450 },
    ],
    [
      'from anybody else is cut off after the time for all',
      { token: false, bytes: 200_000, next: () => 400 },
      { status: 408, afterMs: 390 },
    ],
    [
      'from who may publish, a byte now and then, is cut off as early',
      { token: true, bytes: 20_000, next: () => 1 },
      { status: 408, afterMs: 390 },
    ],
    [
      'from who may publish, that stops, is cut off when nothing came for that time',
      { token: true, bytes: 20_000, next: (sent) => (sent < 10_000 ? 400 : 0) },
      { status: 408, afterMs: 250 },
    ],
    [
      'from who may publish, that never ends, is cut off at last',
      { token: true, bytes: 250_000, next: () => 150 },
      { status: 408, afterMs: 900, uploadWithinMs: 1000 },
    ],
  ])('%s', async (_, sender, { status, afterMs, uploadWithinMs = limits.uploadWithinMs }) => {
    await using edge = await startEdge(undefined, {
      graphql: { authenticate },
      server: { ...limits, uploadWithinMs },
    });
    const started = performance.now();
    const received = await send(edge.server.port, sender);
    const took = performance.now() - started;
    expect(received).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(took).toBeGreaterThan(afterMs);
    // What is cut off would have gone on for two seconds at least.
    expect(took).toBeLessThan(status === 200 ? limits.uploadWithinMs : 1800);
    expect(edge.calls).toHaveLength(status === 200 ? 1 : 0);
  });

  it('does not take from the time for its answer', async () => {
    const answer = () => new Promise<never>(() => {});
    const server = { ...limits, answerWithinMs: 300 };
    await using edge = await startEdge(answer, { graphql: { authenticate }, server });
    const started = performance.now();
    const received = await send(edge.server.port, { token: true, bytes: 16_000, next: () => 400 });
    expect(received).toMatch(/^HTTP\/1.1 504 /);
    expect(performance.now() - started).toBeGreaterThan(400 + 290);
  });

  it('that is refused before it is there is watched all the same, where the connection would be kept', async () => {
    await using edge = await startEdge(undefined, { graphql: { authenticate }, server: limits });
    const started = performance.now();
    const received = await send(edge.server.port, { token: false, bytes: 300_000, next: () => 1 }, 'keep-alive');
    expect(received).toMatch(/^HTTP\/1.1 413 /);
    expect(performance.now() - started).toBeGreaterThan(390);
    expect(performance.now() - started).toBeLessThan(1800);
  });
});

/** Sends at its pace until the server closes; resolves with what came back. */
function send(port: number, { token, bytes, next }: Sender, connection = 'close'): Promise<string> {
  const text = body(bytes);
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  const head = `POST /graphql HTTP/1.1\r\nhost: a\r\nconnection: ${connection}\r\ncontent-type: application/json\r\ncontent-length: ${bytes}\r\n`;
  let sent = 0;
  socket.write(`${head}${token ? 'authorization: Bearer x\r\n' : ''}\r\n`);
  const timer = setInterval(() => {
    const part = text.slice(sent, sent + next(sent));
    sent += part.length;
    if (part !== '' && socket.writable) socket.write(part);
  }, 10);
  return new Promise((resolve) => {
    let received = '';
    socket.setEncoding('utf8').on('data', (data) => (received += data));
    socket.on('error', () => {});
    const done = () => {
      clearInterval(timer);
      socket.destroy();
      resolve(received);
    };
    socket.once('end', done).once('close', done);
  });
}
