import { Entity, PrimaryKey } from '@mikro-orm/decorators/legacy';
import { Directive, Field, InputType, ObjectType } from 'type-graphql';
import { sortKey } from '../../../schema/contract/collation.js';
import type { CitationRole, EducationLevel, LegalActKind } from '../../documents/index.js';
import {
  Clause,
  Col,
  connectionOf,
  DateScalar,
  Issue,
  ListSize,
  longestFilterText,
  MaxLength,
  Node,
  Period,
  type Provenance,
  provenanceColumn,
} from '../../kit/graphql/index.js';
import { pluralName } from '../../kit/publishing/index.js';
import { searchable, searchText } from '../../kit/search/index.js';
import { CitationRoleEnum, EducationLevelEnum, LegalActKindEnum } from './enums.js';

/** Each has its whole text. */
const actsAtOnce = 100;

@ObjectType({ description: 'Who signed, as printed in the act.', simpleResolvers: true })
export class Signatory {
  @Field(() => String, { description: 'Name, as in the published act.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Position, as printed.' })
  position!: string | null;

  @Field(() => Boolean, { description: 'Signed as acting (и.о.).' })
  acting!: boolean;
}

/**
 * An act that an owner published, or an act as all owners know it. The latter belongs to nobody: its id has no owner,
 * every owner that cites or published it has its row, and the hub joins them by the id. `identity` leads from the one
 * to the other.
 */
@searchable<LegalAct>(
  ['title', 'text', 'clauses', 'withdrawnAt'],
  ({ municipality, title, text, clauses, withdrawnAt }) => {
    // Those that are only cited belong to nobody, and are reached through citations; what is withdrawn, through rounds.
    if (municipality === null || withdrawnAt !== null) return [];
    const ofClauses = clauses.map(({ number, text, line }, index) => ({
      kind: 'CLAUSE' as const,
      part: String(index + 1).padStart(4, '0'),
      clause: number,
      title,
      isNamedOnly: true,
      texts: [text],
      line,
      nameKey: sortKey(`${title} ${number}`),
    }));
    return [{ kind: 'ACT', title, texts: [text] }, ...ofClauses];
  },
  actsAtOnce,
)
@pluralName('акты')
@Entity({ schema: 'action_plans', tableName: 'legal_act' })
@ObjectType({
  description:
    'A legal act: as an owner published it, or as citations name it. The latter is one thing for all owners: it has no municipality, no text and an empty hash, and «publishedAs» has its text where an owner published it.',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Directive('@hub__merge(rule: KEY, fields: "id", lookup: "legalAct")')
export class LegalAct extends Node {
  @Col.id() override id!: string;

  @Col.hidden.code({ nullable: true }) municipality!: string | null;

  @Col.code({
    nullable: true,
    description:
      'Id of the act as all owners know it, by kind, number, date and issuer; null where it has not all of these.',
    notAChange: 'It follows from kind, number, date and issuer.',
  })
  identity!: string | null;

  @Col.enum(LegalActKindEnum, { description: 'Kind of act.' })
  kind!: LegalActKind;

  @Directive('@hub__merge(rule: MIN)')
  @Col.text({
    nullable: true,
    description: 'Number as printed after «№»; of an act that is only cited, the first in order of its spellings.',
  })
  number!: string | null;

  @Col.date({ nullable: true, description: 'Date of the heading.' })
  date!: string | null;

  @Col.dates({
    description: 'Every date that the text gives for this act; more than one is a conflict.',
    notAChange: 'They stand in the text.',
  })
  dateCandidates!: string[];

  @Directive('@hub__merge(rule: MIN)')
  @Col.text({ description: 'Title; of an act that is only cited, the first in order of those that citations give.' })
  title!: string;

  @Directive('@hub__merge(rule: MIN)')
  @Col.text({ nullable: true, description: 'The body that issued it, as printed.' })
  issuer!: string | null;

  @Col.text({ nullable: true, description: 'Place of issue.' })
  place!: string | null;

  @Col.json(() => Signatory, { nullable: true, description: 'Who signed.' })
  signatory!: Signatory | null;

  @Col.text({ nullable: true, description: 'Who controls its execution.' })
  controller!: string | null;

  @ListSize(20)
  @Col.jsons(() => Clause, { description: 'Its points, in order.', lazy: true, notAChange: 'They stand in the text.' })
  clauses!: Clause[];

  @Col.json(() => Period, { nullable: true, description: 'The time for which it is made.' })
  period!: Period | null;

  @Col.enums(EducationLevelEnum, {
    description: 'Levels of education that it names.',
    notAChange: 'They are read from the text.',
  })
  educationLevels!: EducationLevel[];

  @Col.text({ description: 'The whole published text; empty for an act that is only cited.', lazy: true })
  text!: string;

  @Col.text({
    description: 'SHA-256 of the published text, hexadecimal; empty for an act that is only cited.',
    notAChange: 'It follows from the text.',
  })
  sha256!: string;

  @Col.instant({
    nullable: true,
    description:
      'When its owner withdrew it, though rounds of monitoring rest on it: since then it is in no list, and is kept as it was, without its plans and instructions. Null for what holds, and for an act that is only cited.',
  })
  withdrawnAt!: Date | null;

  @ListSize(5)
  @Col.jsons(() => Issue, {
    description: 'What is odd about it, apart from its plans.',
    lazy: true,
    notAChange: 'A reader says it, not the act.',
  })
  issues!: Issue[];

  @provenanceColumn() provenance!: Provenance[];

  @Col.hidden.code({ nullable: true, notAChange: 'It follows from the document.' }) approvedById!: string | null;
  @Col.hidden.code({ nullable: true, notAChange: 'It follows from the issuer as printed.' }) issuerId!: string | null;

  /** Order of acts: by date, those without one last. */
  @Col.sortKey() sortKey!: string;
}

export const LegalActConnection = connectionOf('LegalAct', () => LegalAct);

@Entity({ schema: 'action_plans', tableName: 'citation' })
@ObjectType({ description: 'A place where an act names another.', simpleResolvers: true })
export class Citation {
  @PrimaryKey({ type: 'string', columnType: 'text collate "C"' }) actId!: string;
  /** Position in the document. */
  @PrimaryKey({ type: 'integer' }) seq!: number;
  @Col.hidden.code({ nullable: true }) measureId!: string | null;
  @Col.hidden.code({ nullable: true }) citedId!: string | null;

  @Col.hidden.code({ nullable: true }) amendsId!: string | null;

  @Col.enum(CitationRoleEnum, { description: 'Why it is named.' })
  role!: CitationRole;

  @Col.text({ description: 'The words of the citation.' })
  raw!: string;

  @Col.enum(LegalActKindEnum, { nullable: true, description: 'Kind of the cited act.' })
  kind!: LegalActKind | null;

  @Col.text({ nullable: true, description: 'Its number.' })
  number!: string | null;

  @Col.date({ nullable: true, description: 'Its date.' })
  date!: string | null;

  @Col.text({ nullable: true, description: 'The article cited.' })
  article!: string | null;

  @Col.int({ nullable: true, description: 'Line of the citation in the text of the act that cites.' })
  line!: number | null;

  /** What it calls the act and its body; null where the act is not known by it. */
  @Col.hidden.text({ nullable: true, lazy: true }) title!: string | null;
  @Col.hidden.text({ nullable: true, lazy: true }) issuer!: string | null;
}

@InputType({ description: 'All conditions given must hold.' })
export class LegalActFilter {
  @Field(() => [LegalActKindEnum], { nullable: true, description: 'One of these kinds.' })
  kinds?: LegalActKind[] | null;

  @MaxLength(100)
  @Field(() => String, {
    nullable: true,
    description:
      'With this number, as people write it: «1219», «№ 26-01-06-659»; digits alone also find it with letters after them. A text without a number is refused: BAD_ARGUMENT.',
  })
  number?: string | null;

  @MaxLength(longestFilterText)
  @Field(() => String, {
    nullable: true,
    description:
      'Citing an act of this number, as people write it: «273-ФЗ», «ФЗ-273», «273». A text without a number is refused: BAD_ARGUMENT.',
  })
  cites?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Dated on this day or later.' })
  dateFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Dated on this day or earlier.' })
  dateTo?: string | null;

  @MaxLength(longestFilterText)
  @Field(() => String, { nullable: true, description: `Anywhere in the text. ${searchText}` })
  search?: string | null;
}
