import { registerEnum } from '../../kit/graphql/index.js';

export const relationLabels = {
  EXACT: 'то же самое',
  BROADER: 'шире: охватывает больше',
  NARROWER: 'уже: лишь часть',
  RELATED: 'связано, но не сопоставимо точно',
  NONE: 'соответствия нет',
} as const;

export const CrosswalkRelation = registerEnum(
  'CrosswalkRelation',
  'How a level, or an area in the words of an owner, relates to a shared one.',
  relationLabels,
);
