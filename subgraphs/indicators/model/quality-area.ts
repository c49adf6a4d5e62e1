import { Directive, Field, ObjectType } from 'type-graphql';
import { type QualityAreaCode, qualityAreaLabels } from '../../documents/index.js';
import { registerEnum } from '../../kit/graphql/index.js';

/** The nine areas of quality of preschool education, which all owners share. */
export const QualityAreaCodeEnum = registerEnum(
  'QualityAreaCode',
  'Area of the quality of preschool education, shared by all owners.',
  qualityAreaLabels,
);

/** The stub of QualityArea for a subgraph that only refers to it. */
export function qualityAreaReference(): new () => { code: QualityAreaCode } {
  @ObjectType('QualityArea', { simpleResolvers: true })
  @Directive('@key(fields: "code")')
  class QualityAreaReference {
    @Field(() => QualityAreaCodeEnum)
    code!: QualityAreaCode;
  }
  return QualityAreaReference;
}
