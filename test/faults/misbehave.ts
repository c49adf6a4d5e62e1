import { createServer, type Socket } from 'node:net';
import { listen } from '../hub/servers.js';
import { answerOf, partOf, type World } from '../hub/world.js';

/**
 * An owner on a raw socket that does with a request what a script says, step by step, and otherwise answers well:
 *
 *     owner.script = [begin({ 'content-length': '1000' }), send('{"data":'), never];   // all requests from now on
 *     owner.next([reset], [reply({ status: 503 })]);                                   // the next two
 */
export interface ScriptedOwner extends AsyncDisposable {
  readonly code: string;
  readonly port: number;
  readonly url: string;
  /** The requests that reached it. */
  readonly calls: Heard[];
  /** Connections that are open. */
  readonly sockets: ReadonlySet<Socket>;
  /** Requests that it is not done with. */
  readonly busy: number;
  script: Script | undefined;
  next(...scripts: Script[]): void;
  /** Closes its port and cuts its connections; `start` opens the same port again, or another address. */
  stop(): Promise<void>;
  start(host?: string): Promise<void>;
}

export interface Heard {
  query: string;
  variables: Record<string, unknown>;
  headers: Record<string, string>;
}

export type Script = readonly Step[];
export type Step = (talk: Talk) => unknown;

interface Talk {
  readonly socket: Socket;
  readonly request: Heard;
  /** What a sound owner would send as a body. */
  answer(): Promise<string>;
}

type Bytes = string | Buffer | ((answer: string) => string | Buffer);
/** Over those of a sound answer; undefined leaves one out. */
type Headers = Record<string, string | undefined>;

/** A whole response: the good answer with 200, except for what is given. */
export function reply({
  status = 200,
  headers = {},
  body = (answer) => answer,
}: {
  status?: number;
  headers?: Headers;
  body?: Bytes;
} = {}): Step {
  return async (talk) => {
    const bytes = await bytesOf(body, talk);
    await write(talk, headOf(status, { 'content-length': String(Buffer.byteLength(bytes)), ...headers }, talk));
    await write(talk, bytes);
  };
}

/** The good answer, altered as text. */
export function altered(change: (answer: string) => string): Script {
  return [reply({ body: change })];
}

/** The head of a response; without a length, its body lasts until the connection ends. */
export function begin(headers: Headers = {}, status = 200): Step {
  return (talk) => write(talk, headOf(status, { connection: 'close', ...headers }, talk));
}

export function send(bytes: Bytes): Step {
  return async (talk) => write(talk, await bytesOf(bytes, talk));
}

/** The same again and again, until nobody takes it any more. */
export function flood(bytes: string | Buffer): Step {
  return async ({ socket }) => {
    while (!socket.destroyed) {
      if (!socket.write(bytes)) await drained(socket);
    }
  };
}

/** A byte now and then, until nobody takes it any more. */
export function drip(everyMs: number): Step {
  return async ({ socket }) => {
    const timer = setInterval(() => socket.write(' '), everyMs);
    await closed(socket);
    clearInterval(timer);
  };
}

export function until(moment: Promise<unknown>): Step {
  return ({ socket }) => Promise.race([moment, closed(socket)]);
}

export const reset: Step = ({ socket }) => socket.resetAndDestroy();
export const end: Step = ({ socket }) => socket.end();
export const never: Step = ({ socket }) => closed(socket);

/** Answers well, once on each connection. */
export function closeWhenReused(): Script {
  const used = new WeakSet<Socket>();
  return [
    (talk) => {
      if (used.has(talk.socket)) return reset(talk);
      used.add(talk.socket);
      return reply()(talk);
    },
  ];
}

export async function serveScripted(world: World, code: string): Promise<ScriptedOwner> {
  const part = partOf(world, code);
  const queue: Script[] = [];
  const calls: Heard[] = [];
  let busy = 0;
  const open = (port?: number, host?: string) =>
    listen(
      createServer((socket) => void serve(socket)),
      port,
      host,
    );
  let server = await open();
  const { port } = server;

  function serve(socket: Socket): void {
    let bytes: Buffer = Buffer.alloc(0);
    // Each step goes out at once, and does not wait for word of the one before it.
    socket.setNoDelay();
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      // A hub that starts looks at what an owner is; that is no question.
      if (bytes.subarray(0, 4).toString() === 'GET ') return void socket.end(notFound);
      const request = readRequest(bytes);
      if (!request) return;
      bytes = Buffer.alloc(0);
      calls.push(request);
      void play(queue.shift() ?? owner.script ?? [reply()], { socket, request, answer: () => answerTo(request) });
    });
  }

  async function play(script: Script, talk: Talk): Promise<void> {
    busy++;
    for (const step of script) if (!talk.socket.destroyed) await step(talk);
    busy--;
  }

  async function answerTo({ query, variables }: Heard): Promise<string> {
    const source = { municipality: code, state: 'ANSWERED', asOf, version: 7 };
    return JSON.stringify({
      ...(await answerOf(part, query, variables)),
      extensions: { coverage: { sources: [source] } },
    });
  }

  const owner: ScriptedOwner = {
    code,
    port,
    url: `http://127.0.0.1:${port}/graphql`,
    calls,
    get sockets() {
      return server.sockets;
    },
    get busy() {
      return busy;
    },
    script: undefined,
    next: (...scripts) => void queue.push(...scripts),
    stop: () => server[Symbol.asyncDispose](),
    async start(host) {
      server = await open(port, host);
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
  return owner;
}

/** As of when all sound owners answer. */
export const asOf = '2026-01-02T03:04:05.000Z';

const notFound = 'HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n';

function readRequest(bytes: Buffer): Heard | undefined {
  const [head = '', body] = bytes.toString().split('\r\n\r\n', 2);
  const lines = head.split('\r\n').slice(1);
  const headers = Object.fromEntries(lines.map((line) => line.split(': ', 2)).map(([k, v]) => [k!.toLowerCase(), v!]));
  if (body === undefined || Buffer.byteLength(body) < Number(headers['content-length'])) return undefined;
  return { ...JSON.parse(body), headers };
}

function headOf(status: number, headers: Headers, { request }: Talk): string {
  const all = {
    'content-type': 'application/json; charset=utf-8',
    'x-request-id': request.headers['x-request-id'],
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}\r\n`]));
  return `HTTP/1.1 ${status} Status\r\n${lines.join('')}\r\n`;
}

async function bytesOf(bytes: Bytes, talk: Talk): Promise<string | Buffer> {
  return typeof bytes === 'function' ? bytes(await talk.answer()) : bytes;
}

/** Until the bytes are on their way, or nobody takes them. */
function write({ socket }: Talk, bytes: string | Buffer): Promise<void> {
  return new Promise((resolve) => socket.write(bytes, () => resolve()));
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => (socket.destroyed ? resolve() : socket.once('close', () => resolve())));
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    socket.on('drain', done).on('close', done);
  });
}
