import { registerEnum, type ValueOf } from '../../kit/graphql/enums.js';
import { tableKindLabels } from '../../kit/import/table-kind.js';

export const publicationKindLabels = { DOCUMENT: 'акт или план', ...tableKindLabels } as const;

export const PublicationKind = registerEnum(
  'PublicationKind',
  'What was published: a document, or a table of one of the kinds.',
  publicationKindLabels,
);
export type PublicationKind = ValueOf<typeof PublicationKind>;

/** As the schema shows it: lists that the program itself made are lists like others. */
export function publicationKind(stored: string): PublicationKind {
  return stored.toUpperCase() as PublicationKind;
}

export const PublicationOrder = registerEnum(
  'PublicationOrder',
  'Order of publications, those of all owners together.',
  {
    DATE_DESC: 'по дате, сначала новые',
    DATE_ASC: 'по дате, сначала старые',
  },
);
