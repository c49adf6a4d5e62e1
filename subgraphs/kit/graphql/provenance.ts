import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { ListSize } from './bounds.js';
import { Col } from './entity-columns.js';
import { registerEnum, type ValueOf } from './enums.js';

export const ProvenanceMethod = registerEnum('ProvenanceMethod', 'How a value came to be known.', {
  PARSED: 'прочитано из текста',
  UPLOADED: 'загружено таблицей',
  ENTERED: 'введено вручную',
  CURATED: 'размечено экспертом',
  SYNTHETIC: 'синтетические данные',
});

@ObjectType({ description: 'Where a thing comes from: publication, act and line.', simpleResolvers: true })
@Directive('@shareable')
export class Provenance {
  @Field(() => ID, { description: 'Publication that brought it.' })
  publication!: string;

  @Field(() => ID, { nullable: true, description: 'Act that says so.' })
  act!: string | null;

  @Field(() => String, { nullable: true, description: 'Clause of the act.' })
  clause!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'First line in the text of the published file, from 1: of a document, in the text of its first act.',
  })
  line!: number | null;

  @Field(() => Int, { nullable: true, description: 'Last line there.' })
  lineEnd!: number | null;

  @Field(() => String, { nullable: true, description: 'The lines as published.' })
  quote!: string | null;

  @Field(() => ProvenanceMethod, { description: 'How the value came to be known.' })
  method!: ValueOf<typeof ProvenanceMethod>;
}

/** The column and field that every published row has. */
export const provenanceColumn = () => (target: object, key: string) => {
  ListSize(1)(target, key);
  Col.jsons(() => Provenance, {
    description: 'Where this comes from.',
    lazy: true,
    notAChange: 'It moves with every version of the source.',
  })(target as never, key as never);
};
