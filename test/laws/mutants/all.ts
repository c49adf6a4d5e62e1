import { ofLists } from './lists.js';
import type { Mutant } from './mutant.js';
import { ofOperations } from './operations.js';
import { ofPages } from './pages.js';
import { ofValues } from './values.js';

export const mutants: readonly Mutant[] = [...ofValues, ...ofLists, ...ofPages, ...ofOperations];
