import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Node } from './node.js';

/** A thing of another subgraph, known here by its key alone. */
export type EntityStub<K extends string> = { [P in K]: string };

/**
 * Makes the stub class of a type that another subgraph defines. A subgraph that adds fields to the type writes a
 * resolver of the stub; the router then asks it with the key.
 */
export function reference<K extends 'id' | 'code'>(name: string, key: K, node = false): new () => EntityStub<K> {
  @ObjectType(name, { simpleResolvers: true, ...(node && { implements: Node }) })
  @Directive(`@key(fields: "${key}")`)
  class Stub {}
  if (!(node && key === 'id')) {
    Field(() => ID)(Stub.prototype, key);
  }
  Object.defineProperty(Stub, 'name', { value: name });
  return Stub as new () => EntityStub<K>;
}
