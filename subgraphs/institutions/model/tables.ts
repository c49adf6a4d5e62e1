import type { TableOf } from '../../kit/database/index.js';
import type { Institution, Municipality } from './institution.js';

export interface InstitutionTables {
  'institutions.municipality': TableOf<Municipality>;
  'institutions.institution': TableOf<Institution>;
}
