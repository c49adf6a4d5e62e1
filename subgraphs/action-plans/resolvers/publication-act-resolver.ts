import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { formatId, parseId } from '../../../schema/contract/id.js';
import type { Context } from '../../kit/graphql/index.js';
import { LegalAct } from '../model/legal-act.js';
import { PublicationReference } from './entity-references.js';

@Resolver(() => PublicationReference)
export class PublicationAct {
  @FieldResolver(() => LegalAct, {
    nullable: true,
    description:
      'The act that it brought, the first of its document, as it is now; null for a table, and where the act is gone.',
  })
  act(@Root() { id }: { id: string }, @Ctx() { loaders }: Context): Promise<LegalAct | null> {
    // Versions of a document differ in the last part of the id, and bring one act.
    const { owner, local } = parseId(id);
    const subject = local.slice(0, Math.max(local.lastIndexOf('/'), 0));
    if (subject === '') return Promise.resolve(null);
    return loaders.byId(LegalAct).load(formatId({ owner, kind: 'act', local: subject }));
  }
}
