import { Entity } from '@mikro-orm/decorators/legacy';
import { Directive, ObjectType } from 'type-graphql';
import type { DeadlineReading, InstructionScope } from '../../documents/index.js';
import { Col, Node, type Provenance, provenanceColumn } from '../../kit/graphql/index.js';
import { pluralName } from '../../kit/publishing/index.js';
import { InstructionScopeEnum } from './enums.js';

@pluralName('поручения')
@Entity({ schema: 'action_plans', tableName: 'instruction' })
@ObjectType({ description: 'What an act orders somebody to do (поручение).', implements: Node, simpleResolvers: true })
@Directive('@key(fields: "id")')
export class Instruction extends Node {
  @Col.id() override id!: string;

  @Col.hidden.code() municipality!: string;
  @Col.hidden.code() actId!: string;
  @Col.hidden.int({ notAChange: 'Its place in the act.' }) seq!: number;

  @Col.text({ description: 'Number of the point, as «2.1».' })
  number!: string;

  @Col.text({ description: 'What is ordered.' })
  text!: string;

  @Col.text({ nullable: true, description: 'To whom, as printed.' })
  addressee!: string | null;

  @Col.enum(InstructionScopeEnum, { description: 'One duty, or one of each institution.' })
  scope!: InstructionScope;

  @Col.hidden.text({ nullable: true }) deadlineText!: string | null;
  /** Null where none is set, and where the row was published before deadlines were read. */
  @Col.hidden.json<DeadlineReading>({ nullable: true, notAChange: 'It is read from `deadlineText`.' })
  deadline!: DeadlineReading | null;
  @Col.hidden.date({ nullable: true, notAChange: 'It is read from `deadlineText`.' }) due!: string | null;

  @provenanceColumn() provenance!: Provenance[];
}
