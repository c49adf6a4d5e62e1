import { Directive, Field, ObjectType } from 'type-graphql';
import type { QualityAreaCode } from '../../documents/index.js';
import { QualityAreaCodeEnum } from './quality-area.js';

@ObjectType({
  description: 'An area of quality, shared by all owners: what each has in it is joined by the code.',
  simpleResolvers: true,
})
@Directive('@key(fields: "code")')
@Directive('@hub__merge(rule: KEY, fields: "code", lookup: "qualityArea")')
export class QualityArea {
  @Field(() => QualityAreaCodeEnum, { description: 'Code of the area.' })
  code!: QualityAreaCode;

  @Field(() => String, { description: 'Russian name.' })
  labelRu!: string;

  @Field(() => String, { description: 'English name.' })
  labelEn!: string;

  @Field(() => Boolean, {
    description: 'Does a text at hand prove the name; the canonical nine are only common knowledge of the field.',
  })
  confirmed!: boolean;
}

/** The names of the areas, in Russian and in English. */
export const areaNames: Readonly<Record<QualityAreaCode, readonly [string, string]>> = {
  GUIDELINES: ['Образовательные ориентиры', 'Educational guidelines'],
  PROGRAMME: ['Образовательная программа', 'Educational programme'],
  CONTENT: ['Содержание образовательной деятельности', 'Content of educational activities'],
  PROCESS: ['Образовательный процесс', 'Educational process'],
  CONDITIONS: ['Образовательные условия', 'Educational conditions'],
  SPECIAL_NEEDS: ['Условия для лиц с ОВЗ и инвалидов', 'Conditions for children with special needs'],
  FAMILY: ['Взаимодействие с родителями (семьёй)', 'Interaction with parents'],
  HEALTH_SAFETY_CARE: ['Здоровье, безопасность и повседневный уход', 'Health, safety and daily care'],
  MANAGEMENT: ['Управление и развитие', 'Management and development'],
};

/** The nine areas, in the order in which the enum declares them. */
export const qualityAreas: readonly QualityArea[] = Object.values(QualityAreaCodeEnum).map((code) => {
  const [labelRu, labelEn] = areaNames[code];
  return Object.assign(new QualityArea(), { code, labelRu, labelEn, confirmed: false });
});

export function findArea(code: string): QualityArea | null {
  return qualityAreas.find((area) => area.code === code) ?? null;
}
