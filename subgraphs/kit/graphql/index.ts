/** What types and resolvers of all domains are made with: columns, connections, pages, enums, issues, provenance. */
// First of all: decorators of type-graphql fail without it.
import 'reflect-metadata';

export { anyone, guard, ownersStaff, ownersStaffOrHead, type Rules } from './access-rules.js';
export { declareBounds, ListSize, longestFilterText, MaxLength } from './bounds.js';
export { Clause } from './clause.js';
export { connectionOf, markedConnectionOf, PageArgs } from './connection.js';
export type { Context } from './context.js';
export { countLists } from './count-lists.js';
export { Col, codeColumn, lazyColumns } from './entity-columns.js';
export { openEnum, registerEnum, type ValueOf } from './enums.js';
export { Issue, IssueCodeEnum } from './issue.js';
export { Node, registerIdKinds } from './node.js';
export { nullIsDefault } from './null-defaults.js';
export { checkId, checkOwner, ofOwners } from './owners.js';
export { OwnersArg } from './owners-argument.js';
export { type List, type Order, page } from './page.js';
export { Period, PeriodInput } from './period.js';
export { Provenance, provenanceColumn } from './provenance.js';
export { reference } from './reference.js';
export { DateScalar, DateTimeScalar } from './scalars.js';
export {
  canBeSynthetic,
  isSynthetic,
  markedEntities,
  registerSynthetic,
  restsOnSynthetic,
  syntheticRow,
} from './synthetic.js';
