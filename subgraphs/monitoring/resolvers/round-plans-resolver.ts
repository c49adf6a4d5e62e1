import { sql } from 'kysely';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type Context, ListSize } from '../../kit/graphql/index.js';
import { MonitoringRound } from '../model/monitoring-round.js';
import { ActionPlanReference } from './entity-references.js';

@Resolver(() => MonitoringRound)
export class MonitoringRoundPlans {
  @ListSize(3)
  @FieldResolver(() => [ActionPlanReference], {
    description:
      "Plans of its owner whose act names the round's act as its basis, in their order. Empty where the round has no act.",
  })
  resultingPlans(
    @Root() { basisId, municipality }: MonitoringRound,
    @Ctx() { snapshot, loaders }: Context,
  ): Promise<{ id: string }[]> {
    if (basisId === null) return Promise.resolve([]);
    const plans = loaders.named('resultingPlans', async (keys: readonly string[]) => {
      const rows = await snapshot.query(sql<{ key: string; id: string }>`
        select distinct k.key, p.id, p.sort_key
        from unnest(${[...keys]}::text[]) k(key)
        cross join lateral (select split_part(k.key, ' ', 1) as municipality, split_part(k.key, ' ', 2) as act) b
        join action_plans.legal_act a on a.id = b.act
        join action_plans.citation c on c.role = 'BASIS' and c.cited_id in (a.id, a.identity)
        join action_plans.action_plan p on p.act_id = c.act_id and p.municipality = b.municipality
        order by p.sort_key, p.id`);
      const byKey = Map.groupBy(rows, ({ key }) => key);
      return keys.map((key) => (byKey.get(key) ?? []).map(({ id }) => ({ id })));
    });
    return plans.load(`${municipality} ${basisId}`);
  }
}
