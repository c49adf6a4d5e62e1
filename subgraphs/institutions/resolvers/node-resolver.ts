import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import { parseId } from '../../../schema/contract/id.js';
import { type Context, checkOwner, Node, reference } from '../../kit/graphql/index.js';
import { ChangeRecord, Publication } from '../../kit/publishing/index.js';
import { typeOfIdKind } from '../model/id-kinds.js';
import { Institution, type Municipality } from '../model/institution.js';
import { findMunicipality } from './institution-resolvers.js';

/** Types of this subgraph. */
const own = new Set(['Institution', 'Publication', 'Municipality', 'Change']);

/** The types of other subgraphs that `node` can give, known here by id alone. */
export const nodeReferences = Object.values(typeOfIdKind)
  .filter((name) => !own.has(name))
  .map((name) => reference(name, 'id', true));

@Resolver(() => Node)
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'Anything that has a global id; null where there is no such thing.',
  })
  async node(
    @Directive('@hub__owner') @Arg('id', () => ID, { description: 'Global id.' }) id: string,
    @Ctx() context: Context,
  ): Promise<{ id: string } | null> {
    const { kind, owner } = parseId(id);
    if (owner !== '') checkOwner(context.owners, owner);
    if (!(await context.exists(kind, id))) return null;
    if (kind === 'institution') return context.loaders.byId(Institution).load(id);
    if (kind === 'publication') return context.loaders.byId(Publication).load(id);
    if (kind === 'change') return context.loaders.byId(ChangeRecord).load(id);
    if (kind === 'municipality') return asNode(await findMunicipality(id, context), id);
    return { id };
  }
}

/** Of an owner only the code is stored. */
function asNode(municipality: Municipality | null, id: string): { id: string } | null {
  return municipality && { ...municipality, id };
}
