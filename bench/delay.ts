/** A process that stands `ms` before each of its targets: `delay.js MS PORT…`. What is measured does not pay for it. */
import { connect, createServer, type Socket } from 'node:net';

const [ms, ...targets] = process.argv.slice(2).map(Number);
const ports = await Promise.all(targets.map(listen));
process.send!({ type: 'ready', ports });
process.on('disconnect', () => process.exit(0));

async function listen(target: number): Promise<number> {
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ port: target, host: '127.0.0.1', noDelay: true });
    // All of the delay on the way there: a call takes `ms` longer, however many packets its answer has.
    client.on('data', (data) => setTimeout(() => upstream.write(data), ms));
    client.on('end', () => setTimeout(() => upstream.end(), ms));
    upstream.pipe(client);
    tie(client, upstream);
    tie(upstream, client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { port: number }).port;
}

function tie(socket: Socket, other: Socket): void {
  socket.on('error', () => other.destroy());
  socket.on('close', () => other.destroySoon());
}
