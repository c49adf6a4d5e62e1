import { Entity, PrimaryKey } from '@mikro-orm/decorators/legacy';
import { sql } from 'kysely';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { formatId } from '../../../schema/contract/id.js';
import {
  Col,
  canBeSynthetic,
  ListSize,
  longestFilterText,
  MaxLength,
  markedConnectionOf,
  Node,
  type Provenance,
  provenanceColumn,
  registerEnum,
  registerSynthetic,
  type ValueOf,
} from '../../kit/graphql/index.js';
import { pluralName } from '../../kit/publishing/index.js';
import { searchable, searchText } from '../../kit/search/index.js';
import { LegalForm } from './legal-form.js';

export const MunicipalityKind = registerEnum('MunicipalityKind', 'What kind of owner it is.', {
  CITY_DISTRICT: 'городской округ',
  MUNICIPAL_DISTRICT: 'муниципальный район',
  MUNICIPAL_OKRUG: 'муниципальный округ',
  REGION: 'субъект Российской Федерации, который публикует сам',
});

@Entity({ schema: 'institutions', tableName: 'municipality' })
@ObjectType({
  description: 'An owner of data: a municipality, or a region that publishes for itself.',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "code")')
export class Municipality extends Node {
  @PrimaryKey({ type: 'string', columnType: 'text collate "C"' })
  @Field(() => ID, { description: "The owner's code; ids of all its things begin with it." })
  code!: string;

  @Col.text({ description: 'Official name, in Russian.' })
  name!: string;

  @Col.enum(MunicipalityKind, { description: 'What kind of owner it is.' })
  kind!: ValueOf<typeof MunicipalityKind>;

  @Col.text({ description: 'Subject of the Federation it lies in.' })
  region!: string;

  @Col.text({ nullable: true, description: 'Code of the territory in ОКТМО; null where not confirmed.' })
  oktmo!: string | null;
}

/** The code is all that tells owners apart. */
export function municipalityId(code: string): string {
  return formatId({ owner: code, kind: 'municipality', local: code });
}

/** Municipalities are found by their code. */
export const byCode = { property: 'code', column: 'code' } as const;

export const institutionStatusLabels = {
  OPERATING: 'действует',
  SUSPENDED: 'деятельность приостановлена',
  CLOSED: 'закрыто',
} as const;

export const InstitutionStatus = registerEnum(
  'InstitutionStatus',
  'Does the institution work.',
  institutionStatusLabels,
);

export const groupOrientationLabels = {
  GENERAL: 'общеразвивающая',
  COMPENSATING: 'компенсирующая',
  COMBINED: 'комбинированная',
  HEALTH: 'оздоровительная',
} as const;

export const GroupOrientation = registerEnum(
  'GroupOrientation',
  'What a group of children is for.',
  groupOrientationLabels,
);

@ObjectType({ description: 'Groups of one orientation and age.', simpleResolvers: true })
export class InstitutionGroup {
  @Field(() => GroupOrientation, { description: 'What the groups are for.' })
  orientation!: ValueOf<typeof GroupOrientation>;

  @Field(() => Int, { description: 'Youngest age, full years.' })
  ageFrom!: number;

  @Field(() => Int, { description: 'Oldest age, full years, inclusive.' })
  ageTo!: number;

  @Field(() => Int, { description: 'Children in the group.' })
  children!: number;
}

@searchable<Institution>(['fullName', 'shortName', 'address', 'inn', 'ogrn', 'synthetic'], (row) => {
  const { fullName, shortName, address, inn, ogrn, synthetic } = row;
  const texts = [shortName ?? '', address ?? '', inn ? `ИНН ${inn}` : '', ogrn ? `ОГРН ${ogrn}` : ''];
  return [{ kind: 'INSTITUTION', title: fullName, texts, synthetic }];
})
@canBeSynthetic()
@pluralName('организации')
@Entity({ schema: 'institutions', tableName: 'institution' })
@ObjectType({ description: 'A preschool institution.', implements: Node, simpleResolvers: true })
@Directive('@key(fields: "id")')
export class Institution extends Node {
  @Col.id() override id!: string;

  @Col.hidden.code() municipality!: string;

  @Col.text({ description: 'Full official name.' })
  fullName!: string;

  @Col.text({ nullable: true, description: 'Short name.' })
  shortName!: string | null;

  @Col.enum(LegalForm, { description: 'Legal form.' })
  legalForm!: ValueOf<typeof LegalForm>;

  @Col.text({ nullable: true, description: 'Taxpayer number (ИНН).' })
  inn!: string | null;

  @Col.text({ nullable: true, description: 'Code of the reason for registration (КПП).' })
  kpp!: string | null;

  @Col.text({ nullable: true, description: 'State registration number (ОГРН).' })
  ogrn!: string | null;

  @Col.text({ nullable: true, description: 'Postal address.' })
  address!: string | null;

  @Col.text({ nullable: true, description: 'Official site.' })
  site!: string | null;

  @Col.enum(InstitutionStatus, { description: 'Does it work.' })
  status!: ValueOf<typeof InstitutionStatus>;

  @Col.instant({
    nullable: true,
    description:
      "When it left its owner's list, though results or reports name it: since then it is kept as it was, and CLOSED. Null for what is in the list.",
  })
  closedAt!: Date | null;

  @Col.int({ nullable: true, description: 'Places by project.' })
  capacity!: number | null;

  @Col.int({ nullable: true, description: 'Children enrolled.' })
  enrolment!: number | null;

  @ListSize(10)
  @Col.jsons(() => InstitutionGroup, { description: 'Groups of children.', lazy: true })
  groups!: InstitutionGroup[];

  @Col.boolean({ description: 'Made up for trying things out: no such institution exists.' })
  synthetic!: boolean;

  @provenanceColumn() provenance!: Provenance[];

  /** `sortKey(shortName ?? fullName)`: alphabetical order, the same at every owner and in the hub. */
  @Col.sortKey() nameKey!: string;
}

export const InstitutionConnection = markedConnectionOf('Institution', () => Institution);

export const InstitutionOrder = registerEnum('InstitutionOrder', 'Order of institutions.', {
  NAME_ASC: 'по наименованию, от А до Я; ё как е, номера по величине',
  NAME_DESC: 'по наименованию, от Я до А',
});

@InputType({ description: 'All conditions given must hold.' })
export class InstitutionFilter {
  @MaxLength(longestFilterText)
  @Field(() => String, {
    nullable: true,
    description: `In the names, the address, ИНН or ОГРН; parts of words of the short name do as well. ${searchText}`,
  })
  search?: string | null;

  @Field(() => [InstitutionStatus], { nullable: true, description: 'One of these states.' })
  statuses?: ValueOf<typeof InstitutionStatus>[] | null;

  @Field(() => [LegalForm], { nullable: true, description: 'One of these legal forms.' })
  legalForms?: ValueOf<typeof LegalForm>[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only synthetic, or only real ones.' })
  synthetic?: boolean | null;
}

registerSynthetic('institution', sql`select id from institutions.institution where synthetic`);
