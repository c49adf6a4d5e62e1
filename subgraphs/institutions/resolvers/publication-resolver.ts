import { sql } from 'kysely';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { canSee } from '../../kit/database/index.js';
import {
  checkId,
  Issue,
  ListSize,
  MaxLength,
  OwnersArg,
  ofOwners,
  PageArgs,
  page,
  type ValueOf,
} from '../../kit/graphql/index.js';
import {
  ChangeConnection,
  ChangeRecord,
  domainEnum,
  HandedBackFile,
  Publication,
  PublicationConnection,
  type PublishingContext,
  withdraw,
} from '../../kit/publishing/index.js';
import { byCode, Municipality } from '../model/institution.js';
import {
  PublicationKind,
  PublicationOrder,
  publicationKind,
  publicationKindLabels,
} from '../model/publication-kind.js';

@Resolver(() => Publication)
export class PublicationResolver {
  @Query(() => PublicationConnection, { description: 'What owners published, the newest first.' })
  publications(
    @OwnersArg()
    municipalities: string[] | null | undefined,
    @Arg('domain', () => domainEnum.values, { nullable: true, description: 'Only of this part of the graph.' })
    domain: string | null,
    @Arg('orderBy', () => PublicationOrder, { nullable: true, defaultValue: 'DATE_DESC' })
    orderBy: ValueOf<typeof PublicationOrder> | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: PublishingContext,
  ) {
    const where = [ofOwners(context, municipalities)];
    if (domain) where.push(sql`r.domain = ${domain}`);
    const by = orderBy ?? 'DATE_DESC';
    const descending = by === 'DATE_DESC';
    const order = { name: `publications.${by}`, key: 'sortKey', column: 'sort_key', descending } as const;
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
    @Arg('dryRun', () => Boolean, {
      nullable: true,
      defaultValue: false,
      description: 'Only try: the publication is shown as it would be, with what goes and what stays in its issues.',
    })
    dryRun: boolean | null,
    @Ctx() context: PublishingContext,
  ): Promise<Publication> {
    checkId(context, id, 'publication');
    const options = { dryRun: dryRun ?? false };
    const { withdrawnAt, issues } = await context.change((em, at) =>
      withdraw(em, at, context.publishedKinds, id, reason, options),
    );
    const publication = (await context.loaders.byId(Publication).load(id))!;
    if (!dryRun) return publication;
    return { ...publication, status: 'WITHDRAWN', withdrawnAt, withdrawnReason: reason, issues };
  }

  @FieldResolver(() => PublicationKind, { description: 'What was published.' })
  kind(@Root() { kind }: Publication): PublicationKind {
    return publicationKind(kind);
  }

  @FieldResolver(() => String, {
    description: 'What it is called, in Russian: a document by the title of its act, a table by its kind.',
  })
  title(@Root() { title, kind, filename }: Publication): string {
    if (title) return title;
    const publicKind = publicationKind(kind);
    return (publicKind === 'DOCUMENT' && filename) || publicationKindLabels[publicKind];
  }

  @FieldResolver(() => HandedBackFile, {
    nullable: true,
    description: 'The file as it was published, for the region and the owner; null for others.',
  })
  async file(@Root() publication: Publication, @Ctx() context: PublishingContext): Promise<HandedBackFile | null> {
    const { id, municipality, filename, kind } = publication;
    if (!canSee(context.caller, { municipality, institutionId: null })) return null;
    const contents = context.loaders.named('Publication.file', async (ids: readonly string[]) => {
      const rows = await context.snapshot.query(sql<{ id: string; content: string }>`
        select id, translate(encode(source, 'base64'), E'\n', '') as content from ledger.publication
        where id = any(${[...ids]}::text[])`);
      const byId = new Map(rows.map(({ id, content }) => [id, content]));
      return ids.map((one) => byId.get(one)!);
    });
    return { filename: filename ?? `${kind.toLowerCase()}.json`, contentBase64: await contents.load(id) };
  }

  @FieldResolver(() => Municipality, { description: 'Who published.' })
  municipality(@Root() { municipality }: Publication, @Ctx() context: PublishingContext) {
    return context.loaders.byColumn(Municipality, byCode).load(municipality);
  }

  @FieldResolver(() => String, { nullable: true })
  publishedBy(@Root() { publishedBy, municipality }: Publication, @Ctx() { caller }: PublishingContext) {
    return canSee(caller, { municipality, institutionId: null }) ? publishedBy : null;
  }

  @FieldResolver(() => Publication, { nullable: true, description: 'The version before this one.' })
  supersedes(@Root() { supersedesId }: Publication, @Ctx() context: PublishingContext) {
    return supersedesId ? context.loaders.byId(Publication).load(supersedesId) : null;
  }

  @FieldResolver(() => ChangeConnection, {
    description: 'What it changed against the version before; once it is withdrawn, also what went with it.',
  })
  changes(@Root() publication: Publication, @Args(() => PageArgs) args: PageArgs, @Ctx() context: PublishingContext) {
    const { id } = publication;
    const where = isHidden(publication, context) ? [sql`false`] : [];
    const filter = { hidden: where.length > 0 };
    const parent = { name: 'publication', id, tie: (value: unknown) => sql`r.publication_id = ${value}` };
    const order = { name: 'changes', key: 'place', column: 'place' } as const;
    return page(context, { entity: ChangeRecord, order, where, filter, parent }, args);
  }

  @ListSize(30)
  @FieldResolver(() => [Issue])
  async issues(@Root() publication: Publication, @Ctx() context: PublishingContext): Promise<Issue[]> {
    if (isHidden(publication, context)) return [];
    const { id, kind, municipality } = publication;
    // Of a trial, which nothing was stored of, they stand beside the row.
    const issues = publication.issues ?? ((await context.loaders.column(Publication, 'issues').load(id)) as Issue[]);
    const isWhole = canSee(context.caller, { municipality, institutionId: null });
    if (isWhole || !context.publishedKinds.get(kind)?.hidesMentions) return issues;
    return issues.filter(({ code }) => code !== 'STILL_NEEDED' && code !== 'ROWS_REMOVED');
  }
}

/** A change by its id, where the caller sees those of its publication. */
export async function findChange(id: string, context: PublishingContext): Promise<ChangeRecord | null> {
  const change = await context.loaders.byId(ChangeRecord).load(id);
  const publication = change && (await context.loaders.byId(Publication).load(change.publicationId));
  return publication && !isHidden(publication, context) ? change : null;
}

/** Some tables tell what is not for everybody: so do the changes that they made, and what was odd about their rows. */
function isHidden({ kind, municipality }: Publication, { publishedKinds, caller }: PublishingContext): boolean {
  return (publishedKinds.get(kind)?.isInternal ?? false) && !canSee(caller, { municipality, institutionId: null });
}
