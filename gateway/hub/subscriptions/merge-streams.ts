/**
 * The values of several streams as they come. Each waits until its last value is taken, so whoever takes them sets the
 * pace of all. Ends when all have ended, or the signal is aborted; a stream that throws ends alone.
 */
export async function* mergeStreams<T>(streams: readonly AsyncIterable<T>[], signal: AbortSignal): AsyncGenerator<T> {
  const waiting: { value: T; takeNext: () => void }[] = [];
  let open = streams.length;
  let news = Promise.withResolvers<void>();
  const tell = () => news.resolve();

  const drain = async (stream: AsyncIterable<T>) => {
    for await (const value of stream) {
      await new Promise<void>((resolve) => {
        waiting.push({ value, takeNext: resolve });
        tell();
      });
    }
  };
  for (const stream of streams) {
    drain(stream)
      .catch(() => {})
      .finally(() => {
        open--;
        tell();
      });
  }
  signal.addEventListener('abort', tell);
  try {
    while (!signal.aborted) {
      for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
        yield next.value;
        next.takeNext();
      }
      if (open === 0) return;
      await news.promise;
      news = Promise.withResolvers();
    }
  } finally {
    signal.removeEventListener('abort', tell);
  }
}
