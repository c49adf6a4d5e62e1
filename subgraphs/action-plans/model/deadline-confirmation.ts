import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Window } from '../../documents/index.js';
import { Col, codeColumn } from '../../kit/graphql/index.js';

/** Which reading of a deadline its owner meant. It holds while the phrase and what it can mean stay the same. */
@Entity({ schema: 'action_plans', tableName: 'deadline_confirmation' })
export class DeadlineConfirmation {
  @PrimaryKey({ ...codeColumn }) measureId!: string;
  @Col.hidden.code() municipality!: string;
  @Col.hidden.int() candidate!: number;
  /** The phrase that was confirmed. */
  @Col.hidden.text() deadlineText!: string;
  /** What it was confirmed to mean. */
  @Property({ type: 'json', columnType: 'jsonb' }) windows!: Window[];
  @Property({ type: 'datetime', columnType: 'timestamptz' }) confirmedAt!: Date;
  @Col.hidden.text({ nullable: true }) confirmedBy!: string | null;
}
