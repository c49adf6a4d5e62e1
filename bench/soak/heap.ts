/** For the environment of a process that is to be looked into: on a free port of this machine. */
export const inspected = '--inspect=127.0.0.1:0';

/** Looks into another process's memory by Node's inspector. */
export class Heap {
  readonly #waiting = new Map<number, (result: Record<string, number>) => void>();
  #serial = 0;

  private constructor(private readonly socket: WebSocket) {
    socket.addEventListener('message', ({ data }) => {
      const { id, result } = JSON.parse(String(data));
      this.#waiting.get(id)?.(result);
      this.#waiting.delete(id);
    });
  }

  /** By what the process says on stderr when it starts. */
  static async of(said: string): Promise<Heap> {
    const url = /^Debugger listening on (ws:\S+)$/m.exec(said)?.[1];
    if (!url) throw new Error(`Expected a process that lets itself be inspected, got one that says ${said}`);
    const socket = new WebSocket(url);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', () => reject(new Error(`Expected an inspector at ${url}.`)));
    });
    return new Heap(socket);
  }

  /** What is left after garbage was collected, buffers included. */
  async liveMiB(): Promise<number> {
    await this.#ask('HeapProfiler.collectGarbage');
    const { usedSize = 0, backingStorageSize = 0 } = await this.#ask('Runtime.getHeapUsage');
    return (usedSize + backingStorageSize) / 2 ** 20;
  }

  close(): void {
    this.socket.close();
  }

  #ask(method: string): Promise<Record<string, number>> {
    const id = ++this.#serial;
    this.socket.send(JSON.stringify({ id, method }));
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }
}
