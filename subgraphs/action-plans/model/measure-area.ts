import { Entity, PrimaryKey } from '@mikro-orm/decorators/legacy';
import { Col, codeColumn } from '../../kit/graphql/index.js';
import { pluralName } from '../../kit/publishing/index.js';

/** Somebody says that a measure serves an area of quality; the order itself does not. */
@pluralName('направления мероприятий')
@Entity({ schema: 'action_plans', tableName: 'measure_area' })
export class MeasureArea {
  @PrimaryKey({ ...codeColumn }) id!: string;
  @Col.hidden.code() measureId!: string;
  @Col.hidden.code() area!: string;
  @Col.hidden.code() municipality!: string;
  /** How what the measure is about relates to the area: a CrosswalkRelation. */
  @Col.hidden.code() relation!: string;
  /** Who says so. */
  @Col.hidden.text() authority!: string;
  @Col.hidden.code({ notAChange: 'It tells who says so.' }) publicationId!: string;
  /** Its row in the table. */
  @Col.hidden.int({ notAChange: 'Its place in the table.' }) line!: number;
}
