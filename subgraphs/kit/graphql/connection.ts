import { ArgsType, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { longestCursor } from '../../../schema/contract/cursor.js';
import { largestPage, usualPage } from '../../../schema/contract/pages.js';
import { MaxLength } from './bounds.js';

/** Arguments of every connection. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, defaultValue: usualPage, description: `Rows on the page, 1 to ${largestPage}.` })
  first!: number;

  @MaxLength(longestCursor)
  @Field(() => String, { nullable: true, description: 'Rows after this cursor.' })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      `Instead of the first rows the last ones, 1 to ${largestPage}, in the same order: of all, or before \`before\`. \`first\` then ` +
      'does not apply, and `after` is refused.',
  })
  last?: number | null;

  @MaxLength(longestCursor)
  @Field(() => String, { nullable: true, description: 'With `last`: rows before this cursor.' })
  before?: string | null;
}

@ObjectType({ simpleResolvers: true })
@Directive('@shareable')
export class PageInfo {
  @Field(() => Boolean, {
    description: 'Are there rows after this page? With `last`: was it asked for before a cursor?',
  })
  hasNextPage!: boolean;

  @Field(() => Boolean, {
    description: 'With `last`: are there rows before this page? Otherwise: was it asked for after a cursor?',
  })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first row of this page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last row of this page.' })
  endCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'As `startCursor`, and notes in which version of the data the page was read, for `changed`.',
  })
  startCursorNoted!: string | null | (() => Promise<string | null>);

  @Field(() => String, {
    nullable: true,
    description: 'As `endCursor`, and notes in which version of the data the page was read, for `changed`.',
  })
  endCursorNoted!: string | null | (() => Promise<string | null>);

  @Field(() => [ID], {
    description:
      'Codes of the owners whose data have changed since the page that the noted cursor is of: their rows may have come, ' +
      'gone or moved behind the walk. Empty where nothing is noted.',
  })
  changed!: string[] | (() => Promise<string[]>);
}

export interface Edge<T> {
  cursor: string;
  node: T;
}

/** A page as resolvers give it; the total is counted only where it is asked for. */
export interface Connection<T> {
  edges: Edge<T>[];
  nodes: T[];
  pageInfo: PageInfo;
  totalCount: number | (() => Promise<number>);
  /** Only of what can be made up. */
  syntheticCount?: number | (() => Promise<number>);
}

/** The same of an entity that can be made up: its connections say of how many rows that is so. */
export function markedConnectionOf<T extends object>(name: string, type: () => new () => T): new () => Connection<T> {
  const ConnectionType = connectionOf(name, type);
  const { prototype } = ConnectionType;
  Field(() => Int, { description: 'Those of them that are made up.' })(prototype, 'syntheticCount');
  Directive('@hub__merge(rule: SUM)')(prototype, 'syntheticCount');
  return ConnectionType;
}

/** Makes the GraphQL types `<Name>Connection` and `<Name>Edge` of an entity. */
export function connectionOf<T extends object>(name: string, type: () => new () => T): new () => Connection<T> {
  @ObjectType(`${name}Edge`, { simpleResolvers: true })
  class EdgeType implements Edge<T> {
    @Field(() => String, { description: 'Place of this row in the order; means the same at every owner.' })
    cursor!: string;

    @Field(type, { description: 'The row.' })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true })
  class ConnectionType implements Connection<T> {
    @Field(() => [EdgeType], { description: 'The rows of this page with their cursors.' })
    edges!: EdgeType[];

    @Field(() => [type()], { description: 'The rows of this page.' })
    nodes!: T[];

    @Field(() => PageInfo, { description: 'Where this page ends.' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'Rows of all pages together.' })
    totalCount!: number | (() => Promise<number>);
  }
  return ConnectionType;
}
