import { Resolver, Root, Subscription } from 'type-graphql';
import { formatPositions, parsePositions } from '../../../schema/contract/positions.js';
import { HubError } from '../../../schema/errors/catalogue.js';
import { OwnersArg } from '../../kit/graphql/index.js';
import { Publication, type PublicationFeed } from '../../kit/publishing/index.js';

/** The field as the schema shows it. Its events do not come through GraphQL: see `publicationEvents`. */
@Resolver(() => Publication)
export class PublicationAdded {
  @Subscription(() => Publication, {
    subscribe: () => {
      throw new HubError('OPERATION_INVALID', { reason: 'NO_SUBSCRIPTIONS' });
    },
    description:
      'What is published from now on, over Server-Sent Events. Events have ids; who comes back with the last one as ' +
      '`last-event-id` gets all that was published since. Errors: UNKNOWN_MUNICIPALITY, BAD_ARGUMENT (last-event-id).',
  })
  publicationAdded(
    @OwnersArg()
    _municipalities: string[] | null | undefined,
    @Root() publication: Publication,
  ): Publication {
    return publication;
  }
}

interface EventRequest {
  /** Arguments of the field. */
  args: Readonly<Record<string, unknown>>;
  /** Position of the last event that was received. */
  after?: string | null;
  signal: AbortSignal;
}

/** The first one has a position alone. */
interface PublicationEvent {
  position: string;
  /** Id of the publication. */
  node?: string;
}

/** What a subscription to publications brings: first where it begins, then each publication. */
export async function* publicationEvents(
  feed: PublicationFeed,
  { args, after, signal }: EventRequest,
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
