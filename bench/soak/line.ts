import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { forward, type OwnersAnswer, wholeOf } from './forward.js';

/** One request on its way from the hub to an owner. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
  /** The owner's answer, whole; a query is asked for in full, whatever the hub holds. Rejects where there is none. */
  ask(): Promise<OwnersAnswer>;
  /** The owner's answer as it comes. */
  pass(): void;
}

/** What is done with requests instead of passing them on. */
export type Act = (exchange: Exchange) => unknown;

/** The only way from the hub to one owner: whatever is wrong with the owner or its network is done here. */
export class Line {
  act: Act | undefined;
  /** Open streams of publications. */
  streams = 0;
  /** Requests at the place to which a redirect points: nobody is to follow it. */
  followed = 0;
  readonly sockets = new Set<Socket>();
  /** Changes that came, and those that were passed on, by the request's id. */
  readonly changes = new Map<string, { came: number; passed: number }>();
  readonly #agent = new Agent({ keepAlive: true });
  #server: Server | undefined;
  #port = 0;

  constructor(private readonly target: number) {}

  get url(): string {
    return `http://127.0.0.1:${this.#port}/graphql`;
  }

  /** Listens, always on the same port. Somebody else may hold it for a moment as the near end of a call of his own. */
  async open(): Promise<void> {
    for (let tries = 0; !this.#server; tries++) {
      const server = createServer((incoming, response) => void this.#handle(incoming, response));
      server.on('connection', (socket) => {
        this.sockets.add(socket);
        socket.on('close', () => this.sockets.delete(socket));
      });
      const error = await new Promise<Error | undefined>((resolve) => {
        server.once('error', resolve).listen(this.#port, '127.0.0.1', () => resolve(undefined));
      });
      if (!error) this.#server = server;
      else if (tries > 100) throw error;
      else await delay(50);
    }
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Refuses connections, and breaks those there are. */
  close(): void {
    this.#server?.close();
    this.#server = undefined;
    this.cut();
  }

  /** Breaks all connections there are. */
  cut(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  stop(): void {
    this.close();
    this.#agent.destroy();
  }

  async #handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    if (incoming.url === '/followed') this.followed++;
    const isStream = isStreamed(incoming);
    if (isStream) {
      this.streams++;
      response.on('close', () => this.streams--);
    }
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      const isChange = body.includes('"query":"mutation');
      const change = isChange ? this.#note(incoming) : undefined;
      // A connection kept alive may be closed already: then a change would have failed here, and by no fault that was meant.
      const agent = isChange || isStream ? false : this.#agent;
      const where = { host: '127.0.0.1', port: this.target, method: incoming.method, path: incoming.url };
      const send = (headers: IncomingHttpHeaders) => {
        if (change) change.passed++;
        return forward(
          { ...where, headers: { ...headers, connection: agent ? 'keep-alive' : 'close' }, agent },
          body,
          response,
        );
      };
      const exchange: Exchange = {
        request: incoming,
        response,
        body,
        ask: async () => {
          const { 'if-none-match': _, ...headers } = incoming.headers;
          return wholeOf(await send(headers));
        },
        pass: () =>
          void send(incoming.headers).then(
            (answer) => {
              response.writeHead(answer.statusCode!, answer.headers).flushHeaders();
              answer.on('error', () => incoming.socket.destroy()).pipe(response);
            },
            () => incoming.socket.destroy(),
          ),
      };
      await (this.act ?? passOn)(exchange);
    } catch {
      incoming.socket.destroy();
    }
  }

  #note({ headers }: IncomingMessage): { came: number; passed: number } {
    const id = String(headers['x-request-id']);
    const change = this.changes.get(id) ?? { came: 0, passed: 0 };
    this.changes.set(id, change);
    change.came++;
    return change;
  }
}

export function isStreamed({ headers }: IncomingMessage): boolean {
  return headers.accept?.includes('text/event-stream') === true;
}

function passOn(exchange: Exchange): void {
  exchange.pass();
}
