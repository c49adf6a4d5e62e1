import { registerEnum, type ValueOf } from '../../kit/graphql/index.js';

/** The tables of all domains: they are published here. */
export const tableKindLabels = {
  INSTITUTIONS: 'список дошкольных организаций',
  PROGRESS_REPORTS: 'отчёты о выполнении мероприятий',
  INSTITUTION_PLANS: 'планы организаций',
  INDICATORS: 'показатели',
  MEASURE_AREAS: 'направления мероприятий',
  ROUNDS: 'раунды мониторинга',
  OBSERVATIONS: 'результаты мониторинга',
  CLUSTERS: 'распределение организаций по кластерам',
  DEFICIT_RULES: 'правила поиска дефицитов',
  DEFICITS: 'дефициты',
  RECOMMENDATIONS: 'рекомендации',
} as const;

export const TableKind = registerEnum('TableKind', 'What a table that an owner publishes is about.', tableKindLabels);

export const publicationKindLabels = { DOCUMENT: 'акт или план', ...tableKindLabels } as const;

export const PublicationKind = registerEnum(
  'PublicationKind',
  'What was published: a document, or a table of one of the kinds.',
  publicationKindLabels,
);
export type PublicationKind = ValueOf<typeof PublicationKind>;

/** As the schema shows it: lists that the program itself made are lists like others. */
export function publicationKind(kind: string): PublicationKind {
  return kind.toUpperCase() as PublicationKind;
}

export const PublicationOrder = registerEnum(
  'PublicationOrder',
  'Order of publications, those of all owners together.',
  {
    DATE_DESC: 'по дате, сначала новые',
    DATE_ASC: 'по дате, сначала старые',
  },
);
