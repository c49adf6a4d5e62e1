import { Arg, Directive, ID, Resolver, Root, Subscription } from 'type-graphql';
import { HubError } from '../../../schema/errors/catalogue.js';
import { Publication } from '../../kit/publishing/index.js';

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
    @Directive('@hub__owner')
    @Arg('municipalities', () => [ID], { nullable: true, description: 'Only of these owners.' })
    _municipalities: string[] | null | undefined,
    @Root() publication: Publication,
  ): Publication {
    return publication;
  }
}
