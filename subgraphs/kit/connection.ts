import { ArgsType, Directive, Field, Int, ObjectType } from 'type-graphql';
import { HubError, shown } from '../../schema/errors.js';

export const maxPageSize = 500;

/** Arguments of every connection. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, defaultValue: 50, description: 'Rows on the page, 1 to 500.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'Rows after this cursor.' })
  after?: string | null;
}

@ObjectType({ simpleResolvers: true })
@Directive('@shareable')
export class PageInfo {
  @Field(() => Boolean, { description: 'Are there rows after this page?' })
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the last row of this page.' })
  endCursor!: string | null;
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

export function checkPageSize(first: number): void {
  if (first >= 1 && first <= maxPageSize) return;
  throw new HubError('BAD_PAGE_SIZE', `Expected first from 1 to ${maxPageSize}, got ${shown(first)}.`);
}
