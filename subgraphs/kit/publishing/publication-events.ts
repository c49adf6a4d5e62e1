import { formatPositions, parsePositions } from '../../../schema/contract/positions.js';
import type { PublicationFeed } from './publication-feed.js';

/** What a client asks to follow. */
interface PublicationSubscription {
  args: Readonly<Record<string, unknown>>;
  /** The position of the last event that it has. */
  after?: string | null;
  signal: AbortSignal;
}

interface PublicationEvent {
  position: string;
  /** Id of the publication; absent where the stream begins. */
  node?: string;
}

/** What a subscription to publications brings: first where it begins, then each publication. */
export async function* publicationEvents(
  feed: PublicationFeed,
  { args, after, signal }: PublicationSubscription,
): AsyncGenerator<PublicationEvent> {
  const before = parsePositions(after ?? '');
  const now = await feed.now(args.municipalities as string[] | null);
  // A position from before a backup was restored would wait for what has been.
  const positions = new Map([...now].map(([code, number]) => [code, Math.min(before.get(code) ?? number, number)]));
  yield { position: formatPositions(positions) };
  for await (const { municipality, number, id } of feed.after(positions, signal)) {
    positions.set(municipality, number);
    yield { position: formatPositions(positions), node: id };
  }
}
