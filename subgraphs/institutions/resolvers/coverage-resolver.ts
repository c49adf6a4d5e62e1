import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import { completeCoverage } from '../../../schema/contract/coverage.js';
import type { Context } from '../../kit/graphql/index.js';
import { SourceCoverage } from '../model/source-coverage.js';

@Resolver(() => SourceCoverage)
export class CoverageResolver {
  @Directive('@hub__merge(rule: HUB)')
  @Query(() => SourceCoverage, {
    description: 'Of this very operation; also in `extensions.coverage` of every answer.',
  })
  async coverage(@Ctx() { owners, version }: Context): Promise<SourceCoverage> {
    return completeCoverage(owners, { ...(await version()), tookMs: null });
  }
}
