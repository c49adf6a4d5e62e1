import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { restrictRows } from '../database/index.js';
import { Col, canBeSynthetic, codeColumn, markedConnectionOf, openEnum } from '../graphql/index.js';
import type { SearchQuery } from './question.js';

/** In the order in which things come that are found equally well. */
export const searchKinds = openEnum('SearchKind', 'What kind of thing was looked for.');

@ObjectType({ description: 'A stretch of a line.', simpleResolvers: true })
export class ExcerptPart {
  @Field(() => String, { description: 'The text, as printed.' })
  text!: string;

  @Field(() => Boolean, { description: 'Is it a word that was looked for, in whatever form.' })
  isMatch!: boolean;
}

/** A thing in the index: what it is found by, and what a hit shows of it. Derived from the rows of other tables. */
@restrictRows('r.institution_id is null')
@canBeSynthetic()
@Entity({ schema: 'search', tableName: 'entry' })
@ObjectType({ description: 'A thing that the search found.', simpleResolvers: true })
export class SearchHit {
  /** Of the thing; of a part of it, with the part. */
  @PrimaryKey({ ...codeColumn }) id!: string;

  @Col.hidden.code() municipality!: string;
  @Col.hidden.code() nodeId!: string;

  @Col.enum(searchKinds.values, { description: 'What kind of thing it is.' })
  kind!: string;

  @Col.text({ description: 'How it is called: a title or a name; of a clause, the title of its act.' })
  title!: string;

  @Col.text({ nullable: true, description: 'Of a clause its number, as «2.1»; null of all else.' })
  clause!: string | null;

  @Col.boolean({ description: 'Made up for trying things out.' })
  synthetic!: boolean;

  /** First line in the published text of the act, where it stands in one. */
  @Property({ type: 'integer', nullable: true }) firstLine!: number | null;

  /** Long, so they are read only where lines are asked for. */
  @Property({ type: 'array', columnType: 'text[]', lazy: true }) texts!: string[];

  /** What it was found by: of this operation, not of the table. */
  question!: SearchQuery;
}

export const SearchHitConnection = markedConnectionOf('SearchHit', () => SearchHit);
