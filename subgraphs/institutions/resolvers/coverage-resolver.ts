import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { Context } from '../../kit/graphql/context.js';
import { SourceCoverage, type SourceStatus } from '../model/source-coverage.js';

@Resolver(() => SourceCoverage)
export class CoverageResolver {
  @Directive('@hub__merge(rule: HUB)')
  @Query(() => SourceCoverage, {
    description: 'Of this very operation; also in `extensions.coverage` of every answer.',
  })
  async coverage(@Ctx() { owners, version }: Context): Promise<SourceCoverage> {
    const current = await version();
    const sources = owners.map(
      (municipality): SourceStatus => ({ municipality, state: 'ANSWERED', ...current, tookMs: null, error: null }),
    );
    return { status: 'COMPLETE', asked: owners.length, answered: owners.length, sources };
  }
}
