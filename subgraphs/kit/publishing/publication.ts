import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Directive, ObjectType } from 'type-graphql';
import {
  Col,
  canBeSynthetic,
  Issue,
  ListSize,
  markedConnectionOf,
  Node,
  openEnum,
  registerEnum,
  registerSynthetic,
  type ValueOf,
} from '../graphql/index.js';

/** Each domain is named when it is registered: see `registerDomains`. */
export const domainEnum = openEnum('Domain', 'The part of the graph that a publication belongs to.');

export const PublicationStatus = registerEnum('PublicationStatus', 'Does a publication still hold.', {
  PUBLISHED: 'опубликовано',
  SUPERSEDED: 'заменено новой версией',
  WITHDRAWN: 'отозвано',
});

/** One act of publishing: the source file with its hash, when, and what it brought. Kept for ever. */
@canBeSynthetic()
@Entity({ schema: 'ledger', tableName: 'publication' })
@ObjectType({
  description: 'One act of publishing by an owner: a source file, its hash, and what it brought.',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class Publication extends Node {
  @Col.id() override id!: string;

  @Col.hidden.code() municipality!: string;

  @Col.enum(domainEnum.values, { description: 'Which part of the graph it fills.' })
  domain!: string;

  @Col.int({ description: 'Version of what is published, from 1.' })
  version!: number;

  @Col.enum(PublicationStatus, { description: 'Does it still hold.' })
  status!: ValueOf<typeof PublicationStatus>;

  @Col.text({ description: 'SHA-256 of the source file, hexadecimal.' })
  sha256!: string;

  @Col.text({ nullable: true, description: 'Name of the source file as the publisher gave it.' })
  filename!: string | null;

  @Col.instant({ description: 'When the instance stored it.' })
  recordedAt!: Date;

  @Col.text({
    nullable: true,
    description:
      'Who published, for the region and the owner; null for others, and where the instance was filled at its first start.',
  })
  publishedBy!: string | null;

  @Col.int({ description: 'Rows that it brought.' })
  rows!: number;

  @Col.int({ description: 'Things that it added.' })
  created!: number;

  @Col.int({ description: 'Things that it changed.' })
  updated!: number;

  @Col.int({ description: 'Things that it left as they were.' })
  unchanged!: number;

  @Col.int({ description: 'Things of the version before that it no longer has.' })
  removed!: number;

  @Col.int({ description: 'Rows of the source that were not understood and left out.' })
  rejected!: number;

  @Col.boolean({ description: 'What it says is made up, not measured.' })
  synthetic!: boolean;

  @Col.instant({ nullable: true, description: 'When it was withdrawn.' })
  withdrawnAt!: Date | null;

  @Col.text({ nullable: true, description: 'Why it was withdrawn.' })
  withdrawnReason!: string | null;

  @ListSize(30)
  @Col.jsons(() => Issue, {
    description:
      'What was odd about the source as a whole; once it is withdrawn, also what went with it and what stays because others need it.',
    lazy: true,
  })
  issues!: Issue[];

  @Col.hidden.code({ nullable: true }) supersedesId!: string | null;

  /** Natural key of what was published: the same key again is a new version of the same thing. */
  @Col.hidden.code() subject!: string;

  /** Of a document, the title of its act as it was read; other kinds are called by what they are. */
  @Col.hidden.text({ nullable: true }) title!: string | null;

  /** What kind of file it is, the version of the parser that read it, and the columns that were read. */
  @Col.hidden.code() kind!: string;
  @Col.hidden.int() parserVersion!: number;
  @Col.hidden.text({ nullable: true }) columnsFingerprint!: string | null;

  /** The source file. Long, so it is read only where it is asked for. */
  @Property({ type: 'blob', columnType: 'bytea', lazy: true })
  source!: Buffer;

  /** What its publisher said of a document that its text does not say; read with it again. */
  @Property({ type: 'json', columnType: 'jsonb', nullable: true, lazy: true })
  identification!: object | null;

  /** Order of publications: date, then id. */
  @Col.hidden.code() sortKey!: string;
}

export const PublicationConnection = markedConnectionOf('Publication', () => Publication);

registerSynthetic('publication', sql`select id from ledger.publication where synthetic`);
