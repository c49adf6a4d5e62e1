import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { forward } from './forward.js';
import type { Site } from './parts.js';

/** Lets one call of a request through to each owner and refuses whatever follows: an owner that is lost in between. */
export class Gate {
  readonly #server = createServer(async (incoming, response) => {
    const [, code, ...path] = incoming.url!.split('/');
    const call = `${code} ${incoming.headers['x-request-id']}`;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    if (this.#passed.has(call)) return response.writeHead(503).end();
    this.#passed.add(call);
    const { hostname: host, port } = new URL(this.sites.find((site) => site.code === code)!.url);
    const { method, headers } = incoming;
    try {
      const options = { host, port, method, path: `/${path.join('/')}`, headers, agent: false as const };
      const answer = await forward(options, Buffer.concat(chunks), response);
      answer.pipe(response.writeHead(answer.statusCode!, answer.headers));
    } catch {
      response.destroy();
    }
  });
  readonly #passed = new Set<string>();

  constructor(private readonly sites: readonly Site[]) {}

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  urlOf(code: string): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/${code}/graphql`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
