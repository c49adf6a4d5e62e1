import { Entity, PrimaryKey } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { type ResponsibleRole, responsibleRoles } from '../../documents/index.js';
import { Col, registerEnum } from '../../kit/graphql/index.js';

export const ResponsibleRoleEnum = registerEnum(
  'ResponsibleRole',
  'What somebody responsible has to do.',
  responsibleRoles,
);

@Entity({ schema: 'action_plans', tableName: 'responsible' })
@ObjectType({ description: 'One of those responsible for a measure.', simpleResolvers: true })
export class Responsible {
  @PrimaryKey({ type: 'string', columnType: 'text collate "C"' }) measureId!: string;
  /** Position in the cell. */
  @PrimaryKey({ type: 'integer' }) seq!: number;

  @Col.text({ description: 'The words of the cell that name it, as printed.' })
  text!: string;

  @Col.hidden.code({ nullable: true }) organizationId!: string | null;

  @Col.text({
    nullable: true,
    description: 'The person, surname first and in the nominative: «Иванова А.Б.»; null where none is named.',
  })
  person!: string | null;

  @Col.enum(ResponsibleRoleEnum, { description: 'Does it carry the measure out, or direct those who do.' })
  role!: ResponsibleRole;

  @Col.boolean({ description: 'Is it known which organisation or person is meant.' })
  resolved!: boolean;

  /** Words of `text`, each between blanks, so that whole words are found. */
  @Col.hidden.text() words!: string;
  /** The same of `person`. */
  @Col.hidden.code({ nullable: true }) personKey!: string | null;
}
