import { sql } from 'kysely';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Holds, MaxLength } from '../kit/bounds.js';
import { sees } from '../kit/caller.js';
import { PageArgs } from '../kit/connection.js';
import type { Context } from '../kit/context.js';
import type { ValueOf } from '../kit/enums.js';
import { Issue } from '../kit/issue.js';
import { ChangeConnection, ChangeRecord } from '../kit/ledger/changes.js';
import { DomainEnum, Publication, PublicationConnection } from '../kit/ledger/publication.js';
import { withdraw } from '../kit/ledger/withdraw.js';
import { checkId, ofOwners } from '../kit/owners.js';
import { page } from '../kit/page.js';
import { byCode, Municipality } from './model.js';

@Resolver(() => Publication)
export class PublicationResolver {
  @Query(() => PublicationConnection, { description: 'What owners published, the oldest first.' })
  publications(
    @Directive('@hub__owner')
    @Arg('municipalities', () => [ID], { nullable: true, description: 'Only of these owners.' })
    municipalities: string[] | null | undefined,
    @Arg('domain', () => DomainEnum, { nullable: true, description: 'Only of this part of the graph.' })
    domain: ValueOf<typeof DomainEnum> | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const where = [ofOwners(context, municipalities)];
    if (domain) where.push(sql`r.domain = ${domain}`);
    const order = { name: 'publications', key: 'sortKey', column: 'sort_key' } as const;
    return page(context, { entity: Publication, order, where }, args);
  }

  @Mutation(() => Publication, {
    nullable: true,
    description:
      'Takes a publication back: what it brought leaves the data, its file, its changes and the reason stay. One that does not hold any longer is refused: PUBLICATION_NOT_CURRENT.',
  })
  async withdrawPublication(
    @Directive('@hub__owner') @Arg('id', () => ID, { description: 'Global id of the publication.' }) id: string,
    @MaxLength(1000)
    @Arg('reason', () => String, { description: 'Why, in words; everybody can read it.' })
    reason: string,
    @Ctx() context: Context,
  ): Promise<Publication> {
    checkId(context, id, 'publication');
    await context.change((em, at) => withdraw(em, at, context.kinds, id, reason));
    return (await context.loaders.byId(Publication).load(id))!;
  }

  @FieldResolver(() => Municipality, { description: 'Who published.' })
  municipality(@Root() { municipality }: Publication, @Ctx() context: Context) {
    return context.loaders.byColumn(Municipality, byCode).load(municipality);
  }

  @FieldResolver(() => String, { nullable: true })
  publishedBy(@Root() { publishedBy, municipality }: Publication, @Ctx() { caller }: Context) {
    return sees(caller, { municipality, institutionId: null }) ? publishedBy : null;
  }

  @FieldResolver(() => Publication, { nullable: true, description: 'The version before this one.' })
  supersedes(@Root() { supersedesId }: Publication, @Ctx() context: Context) {
    return supersedesId ? context.loaders.byId(Publication).load(supersedesId) : null;
  }

  @FieldResolver(() => ChangeConnection, {
    description: 'What it changed against the version before; once it is withdrawn, also what went with it.',
  })
  changes(@Root() publication: Publication, @Args(() => PageArgs) args: PageArgs, @Ctx() context: Context) {
    const { id } = publication;
    const where = isHidden(publication, context) ? [sql`false`] : [];
    const filter = { hidden: where.length > 0 };
    const parent = { name: 'publication', id, tie: (value: unknown) => sql`r.publication_id = ${value}` };
    const order = { name: 'changes', key: 'place', column: 'place' } as const;
    return page(context, { entity: ChangeRecord, order, where, filter, parent }, args);
  }

  @Holds(30)
  @FieldResolver(() => [Issue])
  issues(@Root() publication: Publication, @Ctx() context: Context) {
    return isHidden(publication, context) ? [] : context.loaders.column(Publication, 'issues').load(publication.id);
  }
}

/** A change by its id, where the caller sees those of its publication. */
export async function findChange(id: string, context: Context): Promise<ChangeRecord | null> {
  const change = await context.loaders.byId(ChangeRecord).load(id);
  const publication = change && (await context.loaders.byId(Publication).load(change.publicationId));
  return publication && !isHidden(publication, context) ? change : null;
}

/** Some tables tell what is not for everybody: so do the changes that they made, and what was odd about their rows. */
function isHidden({ kind, municipality }: Publication, { kinds, caller }: Context): boolean {
  return (kinds.get(kind)?.isInternal ?? false) && !sees(caller, { municipality, institutionId: null });
}
