import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { HubError } from '../../../schema/errors/catalogue.js';
import {
  type Context,
  ListSize,
  longestFilterText,
  MaxLength,
  Node,
  OwnersArg,
  ofOwners,
  PageArgs,
  page,
} from '../../kit/graphql/index.js';
import {
  type Excerpt,
  ExcerptPart,
  excerptOf,
  matches,
  parseSearchText,
  rankOf,
  SearchHit,
  SearchHitConnection,
  searchText,
} from '../../kit/search/index.js';
import { byCode, Institution, Municipality } from '../model/institution.js';
import { SearchKind } from '../model/search-kind.js';

@Resolver(() => SearchHit)
export class SearchResolver {
  @Query(() => SearchHitConnection, {
    description:
      'Acts, their clauses, measures, institutions and recommendations by their words, of those that the caller sees. First come ' +
      'those that have all words together in that order, in the title or else beside it, then those that have all in the title; ' +
      'of these acts, measures, clauses, institutions, recommendations, in the order of the alphabet.',
  })
  async search(
    @MaxLength(longestFilterText)
    @Arg('text', () => String, { description: `What is looked for. ${searchText} It is refused here.` })
    text: string,
    @Arg('kinds', () => [SearchKind], { nullable: true, description: 'Only things of these kinds.' })
    kinds: string[] | null | undefined,
    @OwnersArg()
    municipalities: string[] | null | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const question = parseSearchText(text);
    if (!question) throw new HubError('BAD_ARGUMENT', { reason: 'SEARCH_TEXT', got: text });
    const from = sql`(
      select e.*, ${rankOf(question)} || e.order_key collate "C" as place from search.entry e where ${matches(question)})`;
    const where = [ofOwners(context, municipalities)];
    if (kinds) where.push(sql`r.kind = any(${kinds}::text[])`);
    const order = { name: 'searchHits', column: 'place' };
    const hits = await page(context, { entity: SearchHit, from, order, where, filter: { text, kinds } }, args);
    for (const hit of hits.nodes) hit.question = question;
    return hits;
  }

  @FieldResolver(() => ID, { description: 'Global id of the thing; of a clause, that of its act.' })
  id(@Root() { nodeId }: SearchHit): string {
    return nodeId;
  }

  @FieldResolver(() => Node, { description: 'The thing; of a clause, its act.' })
  node(@Root() { kind, nodeId }: SearchHit, @Ctx() { loaders }: Context) {
    return kind === 'INSTITUTION' ? loaders.byId(Institution).load(nodeId) : { id: nodeId };
  }

  @FieldResolver(() => Municipality, { description: 'Whose it is.' })
  municipality(@Root() { municipality }: SearchHit, @Ctx() { loaders }: Context) {
    return loaders.byColumn(Municipality, byCode).load(municipality);
  }

  @ListSize(5)
  @FieldResolver(() => [ExcerptPart], {
    description:
      'The line that has most of the words, or the first such, in stretches: those that were looked for are marked. Of a line of more than 300 characters a part, with «…».',
  })
  async excerpt(@Root() hit: SearchHit, @Ctx() context: Context): Promise<ExcerptPart[]> {
    return (await excerpt(context, hit)).parts;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Line of the published text: of an act where the excerpt stands, of a clause or a measure where it begins. Null for a title, and for what stands in no text.',
  })
  async line(@Root() hit: SearchHit, @Ctx() context: Context): Promise<number | null> {
    if (hit.kind !== 'ACT') return hit.firstLine;
    const { text, line } = await excerpt(context, hit);
    return text === 0 ? null : line;
  }
}

function excerpt({ loaders }: Context, hit: SearchHit): Promise<Excerpt> {
  const load = async () => excerptOf((await loaders.column(SearchHit, 'texts').load(hit.id)) as string[], hit.question);
  const promise = excerpts.get(hit) ?? load();
  excerpts.set(hit, promise);
  return promise;
}

const excerpts = new WeakMap<SearchHit, Promise<Excerpt>>();
