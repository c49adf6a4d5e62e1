import type { OrganizationKind } from '../../vocabulary/parties.js';

/** One way to name an organisation, taken apart. Names in all cases and of all lengths meet by `core` and `qualifiers`. */
export interface OrganizationName {
  /** In the nominative, as far as the words before the head go. */
  name: string;
  /** The name without parents and places, by the stems of its words; or its abbreviation, in small letters. */
  core: string;
  /** The core in words, in the nominative; the organisation's key is made of it. */
  coreName: string;
  /** Stems of parents and places: «… администрации города …». */
  qualifiers: string[];
  /** «МАУ ДПО»; null where no legal form is named. */
  form: string | null;
  /** The core is only this abbreviation. */
  acronym: string | null;
  /** Only a head: «комитет»; which one must be known from elsewhere. */
  bare: boolean;
  /** Key of what is the same everywhere: a class of institutions, a body known in the whole country. */
  fixed: string | null;
  kind: OrganizationKind;
  /** The name with its legal form written out, where it is printed so. */
  writtenOut?: string;
  /** First letters of its words, and how many of them belong to the core. */
  initials: { letters: string; core: number };
}
