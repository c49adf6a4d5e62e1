import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { Issue, ListSize } from '../graphql/index.js';
import type { PublishResult } from './publish.js';
import type { RejectedRowsFile } from './published-kind.js';

/** A receipt as a client sees it. */
export interface ReceiptView extends Omit<PublishResult, 'publication' | 'replaces'> {
  publication: { id: string } | null;
  replaces: { id: string } | null;
}

@ObjectType('HandedBackFile', { description: 'A file for whoever published.', simpleResolvers: true })
@Directive('@shareable')
export class HandedBackFile implements RejectedRowsFile {
  @Field(() => String, { description: 'Its name.' })
  filename!: string;

  @Field(() => String, { description: 'The file, in base64.' })
  contentBase64!: string;
}

/** Makes the type `PublishReceipt` of a subgraph, which knows a publication whole or by its id alone. */
export function publishReceiptType(publication: () => new () => { id: string }): new () => ReceiptView {
  @ObjectType('PublishReceipt', {
    description: 'What came of publishing. A file of which nothing can be stored gives issues and no publication.',
    simpleResolvers: true,
  })
  @Directive('@shareable')
  class PublishReceipt implements ReceiptView {
    @Field(publication, {
      nullable: true,
      description:
        'The publication that holds now; null after a dry run, or where the issues say why nothing was stored.',
    })
    publication!: { id: string } | null;

    @Field(publication, {
      nullable: true,
      description:
        'The publication whose place it takes, or would take after a dry run; null where it is the first of its kind, and where nothing changed.',
    })
    replaces!: { id: string } | null;

    @Field(() => Int, { description: 'Things added.' })
    created!: number;

    @Field(() => Int, { description: 'Things changed.' })
    updated!: number;

    @Field(() => Int, { description: 'Things that say what they said before.' })
    unchanged!: number;

    @Field(() => Int, { description: 'Things of the version before that are gone.' })
    removed!: number;

    @Field(() => String, {
      nullable: true,
      description:
        'What goes, or would go after a dry run, in numbers and words, in Russian: things by their kinds, with a few names, and what hangs on them. Null where nothing goes.',
    })
    removal!: string | null;

    @Field(() => Int, { description: 'Rows that were not understood.' })
    rejected!: number;

    @Field(() => HandedBackFile, {
      nullable: true,
      description: 'Those rows as a table like the one sent, with what is wrong with each; null where there are none.',
    })
    rejectedFile!: HandedBackFile | null;

    @Field(() => Boolean, { description: 'It was only tried: nothing is stored.' })
    dryRun!: boolean;

    @ListSize(100)
    @Field(() => [Issue], { description: 'Everything odd about the file, each at its place.' })
    issues!: Issue[];
  }
  return PublishReceipt;
}
