import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { ListSize, registerEnum, type ValueOf } from '../../kit/graphql/index.js';
import { CrosswalkRelation } from './crosswalk-relation.js';

export const ScaleKind = registerEnum('ScaleKind', 'What one may do with values on a scale.', {
  ORDINAL: 'порядковая: уровни сравнимы, среднего нет',
  INTERVAL: 'интервальная: числа от и до',
  BINARY: 'да или нет',
});

@ObjectType({ description: 'A level of a scale.', simpleResolvers: true })
@Directive('@key(fields: "code")')
@Directive('@hub__merge(rule: KEY, fields: "code")')
export class ScaleLevel {
  @Field(() => ID, { description: 'Code, as «MKDO/L3».' })
  code!: string;

  @Field(() => Int, { description: 'Place on the scale, from 1, the lowest.' })
  rank!: number;

  @Field(() => String, { description: 'Russian name.' })
  labelRu!: string;

  @Field(() => String, { description: 'English name.' })
  labelEn!: string;
}

@ObjectType({ description: 'What a level means on another scale: an interval, never a guess.', simpleResolvers: true })
export class ScaleCrosswalk {
  @Field(() => ScaleLevel, { description: 'Level of this scale.' })
  from!: ScaleLevel;

  @ListSize(2)
  @Field(() => [ScaleLevel], { description: 'All levels of the other scale that it may be.' })
  to!: ScaleLevel[];

  @Field(() => CrosswalkRelation, { description: 'How the two relate.' })
  relation!: ValueOf<typeof CrosswalkRelation>;

  @Field(() => Boolean, { description: 'Is something lost on the way, so that there is no way back.' })
  lossy!: boolean;

  @Field(() => String, { description: 'Who says so.' })
  authority!: string;
}

@ObjectType({ description: 'A scale of values.', simpleResolvers: true })
@Directive('@key(fields: "code")')
@Directive('@hub__merge(rule: KEY, fields: "code", lookup: "scale")')
export class Scale {
  @Field(() => ID, { description: 'Code of the scale.' })
  code!: string;

  @Field(() => String, { description: 'Russian name.' })
  labelRu!: string;

  @Field(() => ScaleKind, { description: 'What one may do with its values: a mean of levels is never given.' })
  kind!: ValueOf<typeof ScaleKind>;

  @Field(() => Float, { nullable: true, description: 'The least value that it allows; null on a scale of levels.' })
  min!: number | null;

  @Field(() => Float, { nullable: true, description: 'The greatest value that it allows; null on a scale of levels.' })
  max!: number | null;

  @Field(() => Boolean, { description: 'Does a text at hand prove the levels.' })
  confirmed!: boolean;

  // Not by key as a list of shared things would be: their order is theirs, and all owners have the same levels.
  @Directive('@hub__merge(rule: AGREE)')
  @ListSize(5)
  @Field(() => [ScaleLevel], { description: 'The levels, lowest first; none on a scale of numbers.' })
  levels!: ScaleLevel[];

  @ListSize(5)
  @Field(() => [ScaleCrosswalk], { description: 'What its levels mean on other scales.' })
  crosswalks!: ScaleCrosswalk[];
}

const authority = 'Экспертное сопоставление; правовым актом не подтверждено';

const mkdo = [
  level('MKDO/L1', 1, 'Требуется серьёзная работа по повышению качества', 'Serious work is needed'),
  level('MKDO/L2', 2, 'Качество стремится к базовому', 'Approaching the basic level'),
  level('MKDO/L3', 3, 'Базовый уровень', 'Basic level'),
  level('MKDO/L4', 4, 'Хорошее качество', 'Good quality'),
  level('MKDO/L5', 5, 'Превосходное качество', 'Excellent quality'),
] as const;
const clusters = [
  level('KRASNODAR_CLUSTER/LOW', 1, 'Низкий уровень', 'Low'),
  level('KRASNODAR_CLUSTER/APPROACHING_BASIC', 2, 'Стремящийся к базовому уровню', 'Approaching the basic level'),
  level('KRASNODAR_CLUSTER/BASIC', 3, 'Базовый уровень', 'Basic'),
  level('KRASNODAR_CLUSTER/ELEVATED', 4, 'Повышенный уровень', 'Elevated'),
] as const;
const yesNo = [level('YES_NO/NO', 1, 'Нет', 'No'), level('YES_NO/YES', 2, 'Да', 'Yes')] as const;

/** The scale on which owners are compared. */
export const commonScale = 'MKDO';

/** The scales that owners share, in the order of their codes. */
export const scales: readonly Scale[] = [
  ordinal('KRASNODAR_CLUSTER', 'Кластеры муниципального мониторинга Краснодара', true, clusters, [
    crosswalk(clusters[0], [mkdo[0]]),
    crosswalk(clusters[1], [mkdo[1]]),
    crosswalk(clusters[2], [mkdo[2]]),
    crosswalk(clusters[3], [mkdo[3], mkdo[4]]),
  ]),
  ordinal(commonScale, 'Уровни мониторинга качества дошкольного образования', false, mkdo, [
    crosswalk(mkdo[0], [clusters[0]]),
    crosswalk(mkdo[1], [clusters[1]]),
    crosswalk(mkdo[2], [clusters[2]]),
    crosswalk(mkdo[3], [clusters[3]], 'NARROWER'),
    crosswalk(mkdo[4], [clusters[3]], 'NARROWER'),
  ]),
  scale('PERCENT', 'Проценты', 'INTERVAL', { min: 0, max: 100 }),
  scale('YES_NO', 'Да или нет', 'BINARY', { levels: [...yesNo] }),
];

export function findScale(code: string): Scale | null {
  return scales.find((scale) => scale.code === code) ?? null;
}

export function findLevel(code: string): ScaleLevel | null {
  return scales.flatMap((scale) => scale.levels).find((level) => level.code === code) ?? null;
}

/** The levels of the common scale that a level may be, lowest first: an interval; none where nothing says so. */
export function onCommonScale(level: string): readonly ScaleLevel[] {
  const scale = scales.find(({ levels }) => levels.some(({ code }) => code === level));
  if (scale?.code === commonScale) return scale.levels.filter(({ code }) => code === level);
  const crosswalk = scale?.crosswalks.find(({ from, to }) => from.code === level && isCommon(to));
  return crosswalk?.to ?? [];
}

/** How a scale as a whole relates to the common one: EXACT there and back, LOSSY where a level may be several, or NONE. */
export function relationToCommonScale({ code, levels, crosswalks }: Scale): 'EXACT' | 'LOSSY' | 'NONE' {
  if (code === commonScale) return 'EXACT';
  const own = crosswalks.filter(({ to }) => isCommon(to));
  if (own.length === 0 || own.length < levels.length) return 'NONE';
  return own.some(({ lossy }) => lossy) ? 'LOSSY' : 'EXACT';
}

function isCommon(levels: readonly ScaleLevel[]): boolean {
  return levels.every(({ code }) => code.startsWith(`${commonScale}/`));
}

function ordinal(
  code: string,
  labelRu: string,
  confirmed: boolean,
  levels: readonly ScaleLevel[],
  crosswalks: ScaleCrosswalk[],
) {
  return scale(code, labelRu, 'ORDINAL', { confirmed, levels: [...levels], crosswalks });
}

function scale(code: string, labelRu: string, kind: Scale['kind'], more: Partial<Scale>): Scale {
  const plain = { min: null, max: null, confirmed: true, levels: [], crosswalks: [] };
  return Object.assign(new Scale(), { ...plain, code, labelRu, kind, ...more });
}

function level(code: string, rank: number, labelRu: string, labelEn: string): ScaleLevel {
  return Object.assign(new ScaleLevel(), { code, rank, labelRu, labelEn });
}

function crosswalk(
  from: ScaleLevel,
  to: ScaleLevel[],
  relation: ValueOf<typeof CrosswalkRelation> = to.length > 1 ? 'BROADER' : 'EXACT',
): ScaleCrosswalk {
  return Object.assign(new ScaleCrosswalk(), { from, to, relation, lossy: relation !== 'EXACT', authority });
}
