import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import { HubError } from '../../../schema/errors/catalogue.js';
import type { ValueOf } from '../../kit/graphql/index.js';
import {
  Publication,
  PublishInput,
  type PublishingContext,
  publishFile,
  publishReceiptType,
  type ReceiptView,
} from '../../kit/publishing/index.js';
import { TableKind } from '../model/publication-kind.js';

@InputType({ description: 'A table to publish, as .xlsx, .csv or .json.' })
export class PublishTableInput extends PublishInput {
  @Field(() => TableKind, { description: 'What it is about: says which columns it has.' })
  kind!: ValueOf<typeof TableKind>;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Take the rows that are right though others are not: those come back in `rejectedFile`.',
  })
  allowPartial!: boolean | null;
}

const PublishReceipt = publishReceiptType(() => Publication);

/** Of the tables of every domain: the register of publications is here. */
@Resolver()
export class PublishTableResolver {
  @Mutation(() => PublishReceipt, {
    nullable: true,
    description:
      'Publishes a table as .xlsx, .csv or .json (a list of objects, or an object with one, in UTF-8; names of fields as headings): all of its rows or none, unless the good ones are wanted alone. The first sheet with the heading is read; encoding and delimiter are found. The same file again changes nothing.',
  })
  async publishTable(
    @Arg('input', () => PublishTableInput, { description: 'The file, what it is about, and whose it is.' })
    input: PublishTableInput,
    @Ctx() context: PublishingContext,
  ): Promise<ReceiptView> {
    const kind = context.publishedKinds.get(input.kind);
    if (!kind) throw new HubError('BAD_ARGUMENT', { reason: 'TABLE_KIND', got: input.kind });
    const more = { allowPartial: input.allowPartial ?? false };
    const { publication, replaces, ...receipt } = await publishFile(context, kind, input, more);
    const publicationOf = (id: string | null | undefined) =>
      id == null ? null : context.loaders.byId(Publication).load(id);
    return {
      ...receipt,
      publication: await publicationOf(publication),
      replaces: await publicationOf(replaces),
    };
  }
}
