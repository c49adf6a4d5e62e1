import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../kit/context.js';
import { PublishInput, publishFile } from '../../kit/ledger/publish-file.js';
import { receiptType, type ShownReceipt } from '../../kit/ledger/receipt.js';
import { documentKind } from '../publishing/publish-document.js';
import { Publication } from './stubs.js';

@InputType({ description: 'A document to publish: an order, a plan, a roadmap or a regulation.' })
export class PublishDocumentInput extends PublishInput {}

const PublishReceipt = receiptType(() => Publication);

@Resolver()
export class PublishDocumentResolver {
  @Mutation(() => PublishReceipt, {
    nullable: true,
    description:
      'Publishes an order, a plan, a roadmap or a regulation as text or .docx: all of it or, where neither act nor plan is found in it, nothing. The same file again changes nothing. A new version of an act takes the place of the last one; measures that stayed keep their ids.',
  })
  async publishDocument(
    @Arg('input', () => PublishDocumentInput, { description: 'The file, and whose it is.' })
    input: PublishDocumentInput,
    @Ctx() context: Context,
  ): Promise<ShownReceipt> {
    const { publication, ...receipt } = await publishFile(context, documentKind, input);
    return { ...receipt, publication: publication === null ? null : { id: publication } };
  }
}
