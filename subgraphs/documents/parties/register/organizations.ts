import type { OrganizationKind } from '../../vocabulary/parties.js';
/** An organisation as other documents of its owner know it. */
export interface StoredOrganization {
  /** Local part of its id, made from the name under which it was met first. */
  key: string;
  kind: OrganizationKind;
  /** Every name and abbreviation. */
  names: string[];
}

/** An organisation as this document and the others know it together. */
export interface DocumentOrganization {
  key: string;
  kind: OrganizationKind;
  /** The fullest name, in the nominative. */
  name: string;
  aliases: string[];
  /** Keys that a search for it compares: see `searchKeys`. */
  keys: string[];
  /** The names that this document itself uses; none where only others name it. */
  ownNames: string[];
}
