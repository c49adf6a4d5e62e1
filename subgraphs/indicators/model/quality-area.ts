import { Directive, Field, ObjectType } from 'type-graphql';
import { registerEnum, type ValueOf } from '../../kit/graphql/enums.js';

export const qualityAreaLabels = {
  GUIDELINES: 'образовательные ориентиры',
  PROGRAMME: 'образовательная программа',
  CONTENT: 'содержание образовательной деятельности',
  PROCESS: 'образовательный процесс',
  CONDITIONS: 'образовательные условия',
  SPECIAL_NEEDS: 'условия для лиц с ОВЗ и инвалидов',
  FAMILY: 'взаимодействие с родителями (семьёй)',
  HEALTH_SAFETY_CARE: 'здоровье, безопасность, уход',
  MANAGEMENT: 'управление и развитие',
} as const;

/** The nine areas of quality of preschool education, which all owners share. */
export const QualityAreaCode = registerEnum(
  'QualityAreaCode',
  'Area of the quality of preschool education, shared by all owners.',
  qualityAreaLabels,
);
export type QualityAreaCode = ValueOf<typeof QualityAreaCode>;

/** The stub of QualityArea for a subgraph that only refers to it. */
export function qualityAreaReference(): new () => { code: QualityAreaCode } {
  @ObjectType('QualityArea', { simpleResolvers: true })
  @Directive('@key(fields: "code")')
  class QualityAreaReference {
    @Field(() => QualityAreaCode)
    code!: QualityAreaCode;
  }
  return QualityAreaReference;
}
