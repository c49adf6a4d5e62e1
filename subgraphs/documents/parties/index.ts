/** Who is responsible: from the cells of a document to organisations and persons. */
export type { Party } from './cell-reader.js';
export { personKey } from './language/person-names.js';
export { type PartiesReading, readParties } from './read-parties.js';
export type { DocumentOrganization, StoredOrganization } from './register/organizations.js';
export { readPartyQuery } from './register/search-keys.js';
