import { Publication } from '../kit/ledger/publication.js';
import { anyone, ownersStaff } from '../kit/shield.js';
import type { Domain } from '../kit/subgraph.js';
import { institutionsTable } from './institutions-table.js';
import { migrations } from './migrations.js';
import { byCode, Institution, Municipality } from './model.js';
import { PublicationAdded } from './publication-added.js';
import { findChange, PublicationResolver } from './publications.js';
import { institutionsKind } from './publish-institutions.js';
import { PublishTableResolver } from './publish-table.js';
import { CoverageResolver, NodeResolver, nodeStubs } from './registry.js';
import { findMunicipality, InstitutionResolver, MunicipalityResolver } from './resolvers.js';
import { SearchResolver } from './search.js';

/** Who the owners are and which institutions they have; also the register of publications and of all ids. */
export const institutions: Domain = {
  name: 'institutions',
  entities: [Municipality, Institution],
  migrations,
  resolvers: [
    MunicipalityResolver,
    InstitutionResolver,
    PublicationResolver,
    PublishTableResolver,
    PublicationAdded,
    NodeResolver,
    SearchResolver,
    CoverageResolver,
  ],
  orphans: nodeStubs,
  references: {
    Municipality: ({ code }: { code: string }, { loaders }) => loaders.byColumn(Municipality, byCode).load(code),
    Institution: ({ id }: { id: string }, { loaders }) => loaders.byId(Institution).load(id),
    Publication: ({ id }: { id: string }, { loaders }) => loaders.byId(Publication).load(id),
    Change: ({ id }: { id: string }, context) => findChange(id, context),
  },
  kinds: { institution: Institution, publication: Publication },
  finders: { municipality: findMunicipality, change: findChange },
  publishes: [institutionsKind, institutionsTable],
  rules: {
    Query: {
      _entities: anyone,
      municipalities: anyone,
      municipality: anyone,
      institutions: anyone,
      institution: anyone,
      publications: anyone,
      node: anyone,
      search: anyone,
      coverage: anyone,
    },
    Mutation: { withdrawPublication: ownersStaff('id'), publishTable: ownersStaff('input.municipality') },
    Subscription: { publicationAdded: anyone },
  },
};
