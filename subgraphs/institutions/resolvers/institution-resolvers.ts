import { type RawBuilder, sql } from 'kysely';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { sortKey } from '../../../schema/contract/collation.js';
import { parseId } from '../../../schema/contract/id.js';
import { selectEntities } from '../../kit/database/index.js';
import {
  type Context,
  checkId,
  checkOwner,
  type List,
  ListSize,
  type Order,
  OwnersArg,
  ofOwners,
  PageArgs,
  page,
  type ValueOf,
} from '../../kit/graphql/index.js';
import { matchesSearch } from '../../kit/search/index.js';
import {
  byCode,
  Institution,
  InstitutionConnection,
  InstitutionFilter,
  InstitutionOrder,
  Municipality,
  municipalityId,
} from '../model/institution.js';

@Resolver(() => Municipality)
export class MunicipalityResolver {
  @ListSize(50)
  @Query(() => [Municipality], { description: 'The owners of data, in the order of their codes.' })
  async municipalities(
    @Directive('@hub__owner')
    @Arg('codes', () => [ID], { nullable: true, description: 'Only these owners.' })
    codes: string[] | null | undefined,
    @Ctx() context: Context,
  ): Promise<Municipality[]> {
    for (const code of codes ?? []) checkOwner(context.owners, code);
    const municipalities = await selectEntities(
      context.snapshot,
      Municipality,
      (columns, table) => sql`
        select ${columns} from ${table} r
        where r.code = any(${[...(codes ?? context.owners)]}::text[]) order by r.code`,
    );
    return municipalities.map(({ entity }) => entity);
  }

  @Query(() => Municipality, { nullable: true, description: 'One owner by its code.' })
  municipality(
    @Directive('@hub__owner') @Arg('code', () => ID, { description: "The owner's code." }) code: string,
    @Ctx() context: Context,
  ): Promise<Municipality | null> {
    checkOwner(context.owners, code);
    return context.loaders.byColumn(Municipality, byCode).load(code);
  }

  @FieldResolver(() => ID, { description: 'Global id, opaque: «owner:kind:local».' })
  id(@Root() { code }: Municipality): string {
    return municipalityId(code);
  }

  @FieldResolver(() => InstitutionConnection, { description: 'Its preschool institutions.' })
  institutions(
    @Root() { code }: Municipality,
    @Arg('filter', () => InstitutionFilter, { nullable: true }) filter: InstitutionFilter | null,
    @Arg('orderBy', () => InstitutionOrder, { nullable: true }) orderBy: ValueOf<typeof InstitutionOrder> | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const parent = { name: 'municipality', id: code, tie: (id: unknown) => sql`r.municipality = ${id}` };
    return page(context, { ...institutionList(filter, orderBy), parent }, args);
  }
}

@Resolver(() => Institution)
export class InstitutionResolver {
  @Query(() => InstitutionConnection, { description: 'Institutions of all owners, or of those named.' })
  institutions(
    @OwnersArg()
    municipalities: string[] | null | undefined,
    @Arg('filter', () => InstitutionFilter, { nullable: true }) filter: InstitutionFilter | null,
    @Arg('orderBy', () => InstitutionOrder, { nullable: true }) orderBy: ValueOf<typeof InstitutionOrder> | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const list = institutionList(filter, orderBy);
    return page(context, { ...list, where: [ofOwners(context, municipalities), ...list.where] }, args);
  }

  @Query(() => Institution, { nullable: true, description: 'One institution by its id.' })
  institution(
    @Directive('@hub__owner') @Arg('id', () => ID, { description: 'Global id.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Institution | null> {
    return context.loaders.byId(Institution).load(checkId(context, id, 'institution'));
  }

  @FieldResolver(() => Municipality, { description: 'Whose institution it is.' })
  municipality(@Root() { municipality }: Institution, @Ctx() context: Context) {
    return context.loaders.byColumn(Municipality, byCode).load(municipality);
  }
}

/** An owner by its global id. */
export async function findMunicipality(id: string, { loaders }: Context): Promise<Municipality | null> {
  const { owner } = parseId(id);
  return id === municipalityId(owner) ? loaders.byColumn(Municipality, byCode).load(owner) : null;
}

const byName = { entity: Institution, key: 'nameKey', column: 'name_key' } as const;

function institutionList(
  filter: InstitutionFilter | null | undefined,
  orderBy: ValueOf<typeof InstitutionOrder> | null | undefined,
): List<Institution> {
  const descending = orderBy === 'NAME_DESC';
  const order: Order<Institution> = { ...byName, name: `institutions.${orderBy ?? 'NAME_ASC'}`, descending };
  const text = filter?.search ?? '';
  const where = matchesSearch(text).map((isFound) => sql`(${isFound} or ${hasParts(text)})`);
  if (filter?.statuses) where.push(sql`r.status = any(${filter.statuses}::text[])`);
  if (filter?.legalForms) where.push(sql`r.legal_form = any(${filter.legalForms}::text[])`);
  if (filter?.synthetic != null) where.push(sql`r.synthetic = ${filter.synthetic}`);
  return { entity: Institution, order, where, filter };
}

/** «солн» finds «Солнышко». */
function hasParts(text: string): RawBuilder<unknown> {
  const parts = sortKey(text).split(' ');
  return sql.join(
    parts.map((part) => sql`position(${part} in r.name_key) > 0`),
    sql` and `,
  );
}
