import { Entity } from '@mikro-orm/decorators/legacy';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Directive, Field, ObjectType } from 'type-graphql';
import { formatId, parseId } from '../../../schema/contract/id.js';
import { batchSize, insertRows, runForOne } from '../database/index.js';
import { Col, connectionOf, ListSize, Node, registerEnum, type ValueOf } from '../graphql/index.js';
import type { RowChange } from './replace-rows.js';

export const ChangeKind = registerEnum('ChangeKind', 'What happened to a thing.', {
  CREATED: 'добавлено',
  UPDATED: 'изменено',
  REMOVED: 'исключено',
});

@ObjectType({ description: 'One field that says something else than before.', simpleResolvers: true })
export class FieldChange {
  @Field(() => String, { description: 'Name of the field.' })
  field!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What it said before: up to 500 characters about the first difference; null for nothing.',
  })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'What it says now, shown alike.' })
  after!: string | null;
}

/** What a publication changed about one thing. Kept for ever, like the publication. */
@Entity({ schema: 'ledger', tableName: 'change' })
@ObjectType('Change', {
  description: 'What a publication changed about one thing.',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class ChangeRecord extends Node {
  @Col.id() override id!: string;

  @Col.hidden.code() publicationId!: string;

  /** Order of the changes of a publication. */
  @Col.hidden.code() place!: string;

  @Col.enum(ChangeKind, { description: 'Added, changed or removed.' })
  kind!: ValueOf<typeof ChangeKind>;

  @Col.text({ description: 'Type of the thing, as «Measure».' })
  type!: string;

  @Col.code({ description: 'Global id of the thing; what was removed is not found by it any longer.' })
  node!: string;

  @Col.text({ description: 'What the thing is called: its title, or its name.' })
  label!: string;

  @ListSize(5)
  @Col.jsons(() => FieldChange, { description: 'The fields that differ, of a thing that was changed.' })
  fields!: FieldChange[];
}

export const ChangeConnection = connectionOf('Change', () => ChangeRecord);

/** Adds to the changes of a publication. */
export async function recordChanges(
  em: EntityManager,
  publication: string,
  changes: readonly RowChange[],
): Promise<void> {
  const { owner, local } = parseId(publication);
  const known = await runForOne(
    em,
    sql<{ count: number }>`select count(*)::int as count from ledger.change where publication_id = ${publication}`,
  );
  const rowOf = ({ kind, type, id, label, fields }: RowChange, index: number): ChangeRecord => {
    const place = String(known.count + index + 1).padStart(6, '0');
    return {
      id: formatId({ owner, kind: 'change', local: `${local}/${place}` }),
      publicationId: publication,
      place,
      kind,
      type,
      node: id,
      label: cut(label, 0),
      fields: fields.map(fieldChange),
    };
  };
  for (let start = 0; start < changes.length; start += batchSize) {
    const batch = changes.slice(start, start + batchSize);
    await insertRows(
      em,
      ChangeRecord,
      batch.map((change, i) => rowOf(change, start + i)),
    );
  }
}

function fieldChange({ field, before, after }: RowChange['fields'][number]): FieldChange {
  const [was, is] = [textOf(before), textOf(after)];
  const same = was !== null && is !== null ? commonStart(was, is) : 0;
  return { field, before: was && cut(was, same), after: is && cut(is, same) };
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join('\n');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const longest = 500;
const before = 100;

/** The part of a long text about one place in it. */
function cut(text: string, at: number): string {
  if (text.length <= longest) return text;
  const start = Math.max(0, Math.min(at - before, text.length - longest));
  const part = text.slice(start, start + longest).toWellFormed();
  return `${start > 0 ? '…' : ''}${part}${start + longest < text.length ? '…' : ''}`;
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
