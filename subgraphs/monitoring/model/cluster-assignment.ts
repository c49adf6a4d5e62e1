import { Entity } from '@mikro-orm/decorators/legacy';
import { Directive, ObjectType } from 'type-graphql';
import { restrictRows } from '../../kit/database/index.js';
import { Col, canBeSynthetic, ListSize, Node, Provenance } from '../../kit/graphql/index.js';
import { pluralName } from '../../kit/publishing/index.js';

@restrictRows('false')
@canBeSynthetic({ institution: 'institutionId', round: 'roundId' })
@pluralName('кластеры организаций')
@Entity({ schema: 'monitoring', tableName: 'cluster_assignment' })
@ObjectType({
  description: 'The cluster that a round put an institution into.',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class ClusterAssignment extends Node {
  @Col.id() override id!: string;

  @Col.hidden.code() municipality!: string;
  @Col.hidden.code() roundId!: string;
  @Col.hidden.code() institutionId!: string;
  @Col.hidden.code() levelCode!: string;

  @Col.boolean({ description: 'Made up, not measured.' })
  synthetic!: boolean;

  @ListSize(1)
  @Col.jsons(() => Provenance, {
    description: 'Where this comes from.',
    notAChange: 'It moves with every version of the source.',
  })
  provenance!: Provenance[];

  /** Order of an institution's clusters: by round. */
  @Col.sortKey() sortKey!: string;
}
