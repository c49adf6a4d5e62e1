import { sql } from 'kysely';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { unparsedDeadline } from '../../documents/index.js';
import { selectEntities } from '../../kit/database/index.js';
import { type Context, checkId, ListSize, OwnersArg, ofOwners, PageArgs, page } from '../../kit/graphql/index.js';
import { Deadline } from '../model/deadline.js';
import { Instruction } from '../model/instruction.js';
import { Citation, LegalAct, LegalActConnection, LegalActFilter } from '../model/legal-act.js';
import { ActionPlan } from '../model/plan.js';
import { MunicipalityReference } from './entity-references.js';
import { legalActList } from './lists.js';

@Resolver(() => LegalAct)
export class LegalActResolver {
  @Query(() => LegalActConnection, { description: 'Acts that owners published, the oldest first.' })
  legalActs(
    @OwnersArg()
    municipalities: string[] | null | undefined,
    @Arg('filter', () => LegalActFilter, { nullable: true }) filter: LegalActFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const list = legalActList(filter);
    return page(context, { ...list, where: [ofOwners(context, municipalities), ...list.where] }, args);
  }

  @Query(() => LegalAct, { nullable: true, description: 'One act by its id, published or only cited.' })
  legalAct(
    @Directive('@hub__owner') @Arg('id', () => ID, { description: 'Global id.' }) id: string,
    @Ctx() context: Context,
  ): Promise<LegalAct | null> {
    return context.loaders.byId(LegalAct).load(checkId(context, id, 'act'));
  }

  @FieldResolver(() => MunicipalityReference, {
    nullable: true,
    description: 'Who published it; null for an act only cited.',
  })
  municipality(@Root() { municipality }: LegalAct) {
    return municipality === null ? null : { code: municipality };
  }

  @FieldResolver(() => LegalAct, { nullable: true, description: 'The order that approved this regulation.' })
  approvedBy(@Root() { approvedById }: LegalAct, @Ctx() { loaders }: Context) {
    return approvedById ? loaders.byId(LegalAct).load(approvedById) : null;
  }

  @ListSize(5)
  @FieldResolver(() => [Citation], { description: 'The acts that it names, in order of its text.' })
  basis(@Root() { id }: LegalAct, @Ctx() { loaders }: Context): Promise<Citation[]> {
    return loaders.children(Citation, { property: 'actId', column: 'act_id' }, 'seq').load(id);
  }

  @ListSize(10)
  @Directive('@hub__merge(rule: CONCAT, by: "identity")')
  @FieldResolver(() => [LegalAct], {
    description: 'Published acts of all owners that cite it, under its own id or as all know it; in the order of ids.',
  })
  citedBy(@Root() { id, identity }: LegalAct, @Ctx() { snapshot, loaders }: Context): Promise<LegalAct[]> {
    const citing = loaders.named('citedBy', async (ids: readonly string[]) => {
      const rows = await selectEntities(
        snapshot,
        LegalAct,
        (columns, table) => sql`
          select c.cited_id as "_cited", ${columns} from ${table} r
          join (select distinct act_id, cited_id from action_plans.citation where cited_id = any(${[...ids]}::text[])) c
            on c.act_id = r.id
          order by r.municipality, r.id`,
      );
      const byCited = Map.groupBy(rows, ({ raw }) => raw._cited);
      return ids.map((act) => (byCited.get(act) ?? []).map(({ entity }) => entity));
    });
    return citing.load(identity ?? id);
  }

  @ListSize(2)
  @FieldResolver(() => [LegalAct], {
    description:
      'The act as owners here published it, in the order of owners; of a published act itself. Empty where none did.',
  })
  async publishedAs(@Root() act: LegalAct, @Ctx() { loaders }: Context): Promise<LegalAct[]> {
    if (act.municipality !== null) return [act];
    const acts = await loaders
      .children(LegalAct, { property: 'identity', column: 'identity' }, 'municipality', 'id')
      .load(act.id);
    return acts.filter(({ municipality, withdrawnAt }) => municipality !== null && withdrawnAt === null);
  }

  @ListSize(20)
  @FieldResolver(() => [Instruction], { description: 'What it orders, in order.' })
  instructions(@Root() { id }: LegalAct, @Ctx() { loaders }: Context): Promise<Instruction[]> {
    return loaders.children(Instruction, { property: 'actId', column: 'act_id' }, 'seq').load(id);
  }

  @ListSize(2)
  @FieldResolver(() => [ActionPlan], { description: 'The plans that it approves.' })
  plans(@Root() { id }: LegalAct, @Ctx() { loaders }: Context): Promise<ActionPlan[]> {
    return loaders.children(ActionPlan, { property: 'actId', column: 'act_id' }, 'sort_key', 'id').load(id);
  }
}

@Resolver(() => Citation)
export class CitationResolver {
  @FieldResolver(() => Boolean, { description: 'Is it known which act is meant.' })
  resolved(@Root() { citedId }: Citation): boolean {
    return citedId !== null;
  }

  @FieldResolver(() => LegalAct, {
    nullable: true,
    description:
      'The act that is meant, as all owners know it; its «publishedAs» has the text where an owner published it.',
  })
  act(@Root() { citedId }: Citation, @Ctx() { loaders }: Context) {
    return citedId ? loaders.byId(LegalAct).load(citedId) : null;
  }

  @FieldResolver(() => LegalAct, {
    nullable: true,
    description: 'The act that this one changed; null unless it is named as an amendment.',
  })
  amends(@Root() { amendsId }: Citation, @Ctx() { loaders }: Context) {
    return amendsId ? loaders.byId(LegalAct).load(amendsId) : null;
  }
}

@Resolver(() => Instruction)
export class InstructionResolver {
  @FieldResolver(() => LegalAct, { description: 'The act that orders it.' })
  act(@Root() { actId }: Instruction, @Ctx() { loaders }: Context) {
    return loaders.byId(LegalAct).load(actId);
  }

  @FieldResolver(() => Deadline, { nullable: true, description: 'When it is to be done; null where none is set.' })
  deadline(@Root() { deadline, deadlineText }: Instruction): Deadline | null {
    return deadline ?? (deadlineText === null ? null : unparsedDeadline(deadlineText));
  }
}
