import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { ResponsibleRole } from '../../documents/index.js';
import { selectEntities } from '../../kit/database/index.js';
import { type Context, DateScalar, OwnersArg, ofOwners, PageArgs, page } from '../../kit/graphql/index.js';
import { MeasureConnection, MeasureFilter } from '../model/measure.js';
import { Organization, OrganizationConnection, OrganizationFilter } from '../model/organization.js';
import { Responsible, ResponsibleRoleEnum } from '../model/responsible.js';
import { MunicipalityReference } from './entity-references.js';
import { asOfDescription, measureList, organizationList } from './lists.js';

@Resolver(() => Organization)
export class OrganizationResolver {
  @Query(() => OrganizationConnection, {
    description: 'Organisations that the documents of all owners, or of those named, name; in alphabetical order.',
  })
  organizations(
    @OwnersArg()
    municipalities: string[] | null | undefined,
    @Arg('filter', () => OrganizationFilter, { nullable: true }) filter: OrganizationFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const list = organizationList(filter);
    return page(context, { ...list, where: [ofOwners(context, municipalities), ...list.where] }, args);
  }

  @FieldResolver(() => MunicipalityReference, { description: 'Whose documents name it.' })
  municipality(@Root() { municipality }: Organization) {
    return { code: municipality };
  }

  @FieldResolver(() => MeasureConnection, {
    description: 'Measures that it is responsible for, in any role or in this one.',
  })
  responsibleFor(
    @Root() { id }: Organization,
    @Arg('role', () => ResponsibleRoleEnum, { nullable: true, description: 'Only in this role.' })
    role: ResponsibleRole | null,
    @Arg('filter', () => MeasureFilter, { nullable: true }) filter: MeasureFilter | null,
    @Arg('asOf', () => DateScalar, { nullable: true, description: asOfDescription }) asOf: string | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const inRole = role ? sql`and party.role = ${role}` : sql``;
    const tie = (organization: unknown) => sql`r.id in (
      select party.measure_id from action_plans.responsible party where party.organization_id = ${organization} ${inRole})`;
    return page(
      context,
      { ...measureList(context, filter, null, asOf), parent: { name: `organization ${role ?? ''}`, id, tie } },
      args,
    );
  }
}

@Resolver(() => Responsible)
export class ResponsibleResolver {
  @FieldResolver(() => Organization, {
    nullable: true,
    description: 'The organisation that is meant, or that the person belongs to; null where the document does not say.',
  })
  organization(@Root() { organizationId }: Responsible, @Ctx() { loaders }: Context) {
    return organizationId ? loaders.byId(Organization).load(organizationId) : null;
  }
}

@Resolver(() => MunicipalityReference)
export class MunicipalityAuthority {
  @FieldResolver(() => Organization, {
    nullable: true,
    description: 'The body that issued its latest act; null where no act names its issuer.',
  })
  authority(@Root() { code }: { code: string }, @Ctx() { snapshot, loaders }: Context): Promise<Organization | null> {
    const authorities = loaders.named('authority', async (codes: readonly string[]) => {
      const organizations = await selectEntities(
        snapshot,
        Organization,
        (columns, table) => sql`
          select p.code as "_code", ${columns} from unnest(${[...codes]}::text[]) p(code)
          cross join lateral (
            select a.issuer_id from action_plans.legal_act a
            where a.municipality = p.code and a.issuer_id is not null
            order by a.municipality, (a.date is null), a.sort_key desc, a.id desc limit 1) a
          join ${table} r on r.id = a.issuer_id`,
      );
      const byCode = new Map(organizations.map(({ entity, raw }) => [raw._code, entity]));
      return codes.map((code) => byCode.get(code) ?? null);
    });
    return authorities.load(code);
  }
}
