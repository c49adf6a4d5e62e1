import { anyone, ownersStaff } from '../kit/graphql/index.js';
import { Publication } from '../kit/publishing/index.js';
import type { Domain } from '../kit/subgraph/index.js';
import { institutionsTable } from './imports/institutions-table.js';
import { institutionsKind } from './imports/publish-institutions.js';
import { migrations } from './migrations/migrations.js';
import { byCode, Institution, Municipality } from './model/institution.js';
import { CoverageResolver } from './resolvers/coverage-resolver.js';
import { findMunicipality, InstitutionResolver, MunicipalityResolver } from './resolvers/institution-resolvers.js';
import { NodeResolver, nodeReferences } from './resolvers/node-resolver.js';
import { PublicationAdded } from './resolvers/publication-added-resolver.js';
import { findChange, PublicationResolver } from './resolvers/publication-resolver.js';
import { PublishTableResolver } from './resolvers/publish-table-resolver.js';
import { SearchResolver } from './resolvers/search-resolver.js';

/** Who the owners are and which institutions they have; also the register of publications and of all ids. */
export const institutions: Domain = {
  name: 'institutions',
  label: 'организации',
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
  orphans: nodeReferences,
  references: {
    Municipality: ({ code }: { code: string }, { loaders }) => loaders.byColumn(Municipality, byCode).load(code),
    Change: ({ id }: { id: string }, context) => findChange(id, context),
  },
  idKinds: { institution: Institution, publication: Publication },
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
