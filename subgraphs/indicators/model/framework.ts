import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Directive, Field, ObjectType } from 'type-graphql';
import { formatId } from '../../../schema/contract/id.js';
import {
  Col,
  canBeSynthetic,
  codeColumn,
  Node,
  type Provenance,
  provenanceColumn,
  registerSynthetic,
} from '../../kit/graphql/index.js';
import { pluralName } from '../../kit/publishing/index.js';

/**
 * An owner's own system of indicators, or the federal one. The latter belongs to nobody: its id has no owner, and a
 * migration puts its row into every database.
 */
@canBeSynthetic()
@pluralName('системы показателей')
@Entity({ schema: 'indicators', tableName: 'framework' })
@ObjectType({
  description:
    'A version of a system of indicators: values are only compared within one. The federal one is one thing for all owners and has no municipality.',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Directive('@hub__merge(rule: KEY, fields: "id", lookup: "framework")')
export class Framework extends Node {
  @Col.id() override id!: string;

  @Col.hidden.code({ nullable: true }) municipality!: string | null;

  @Field(() => String, { description: 'Code, as «MKDO».' })
  @Property({ ...codeColumn })
  code!: string;

  @Col.int({ description: 'Version; the federal one counts by years.' })
  version!: number;

  @Col.text({ description: 'Title, in Russian.' })
  title!: string;

  @Col.boolean({
    description:
      'Does a text at hand prove it; the federal one is only common knowledge of the field, and a made-up one is proved by nothing.',
  })
  confirmed!: boolean;

  @Col.date({ nullable: true, description: 'First day on which one of its indicators holds.' })
  validFrom!: string | null;

  @Col.date({ nullable: true, description: 'Last day on which one of its indicators holds; null where it has no end.' })
  validTo!: string | null;

  @Col.boolean({ description: 'Made up, not laid down by anybody.' })
  synthetic!: boolean;

  @provenanceColumn() provenance!: Provenance[];

  /** `sortKey(code)`, then the version. */
  @Col.sortKey() sortKey!: string;
}

/** The federal system, to which owners' indicators may belong. */
export const federal = {
  id: formatId({ owner: '', kind: 'framework', local: 'MKDO/2021' }),
  code: 'MKDO',
  version: 2021,
} as const;

registerSynthetic('framework', sql`select id from indicators.framework where synthetic`);
