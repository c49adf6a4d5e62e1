import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A wire to an owner: its connections can be counted and cut. */
export async function openWire(target: number) {
  const open = new Set<Socket>();
  const streams = new Set<Socket>();
  const server = createServer((socket) => {
    const onward = connect(target, '127.0.0.1');
    open.add(socket);
    socket.on('data', (bytes) => bytes.includes('text/event-stream') && streams.add(socket));
    for (const [one, another] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      one.pipe(another);
      one.on('error', () => another.destroy());
      one.on('close', () => another.destroy());
    }
    socket.on('close', () => {
      open.delete(socket);
      streams.delete(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    open,
    streams: () => streams.size,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
