import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { DateScalar, MaxLength } from '../../kit/graphql/index.js';
import {
  PublishInput,
  type PublishingContext,
  publishFile,
  publishReceiptType,
  type ReceiptView,
} from '../../kit/publishing/index.js';
import { checkIdentification, type Identification } from '../imports/documents/identification.js';
import { documentKind } from '../imports/documents/publish-document.js';
import { PublicationReference } from './entity-references.js';

@InputType({ description: 'A document to publish: an order, a plan, a roadmap or a regulation.' })
export class PublishDocumentInput extends PublishInput implements Identification {
  @MaxLength(50)
  @Field(() => String, {
    nullable: true,
    description: 'Number of its first act, where the text does not say it or it is read wrong.',
  })
  number?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Date of its first act, in the same cases.' })
  date?: string | null;

  @MaxLength(1000)
  @Field(() => String, {
    nullable: true,
    description: 'Title of its first act, in the same cases.',
  })
  title?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The publication in force, or its first act, whose next version this is. Without it a document takes the place of another only where kind, number, date and issuer were read from both; otherwise nothing is stored, and the issue IDENTITY_UNCERTAIN says which one is meant.',
  })
  replaces?: string | null;
}

const PublishReceipt = publishReceiptType(() => PublicationReference);

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
    @Ctx() context: PublishingContext,
  ): Promise<ReceiptView> {
    const { number, date, title, replaces: replaced } = input;
    const fields = Object.entries({ number, date, title }).filter(([, value]) => value != null);
    const identification: Identification | null = fields.length > 0 ? Object.fromEntries(fields) : null;
    if (identification) checkIdentification(identification);
    const { publication, replaces, ...receipt } = await publishFile(context, documentKind, input, {
      ...(identification && { identification }),
      ...(replaced != null && { replaces: replaced }),
    });
    return { ...receipt, publication: shown(publication), replaces: shown(replaces) };
  }
}

/** Answers kept from before receipts told what was replaced have no such id. */
function shown(id: string | null | undefined): { id: string } | null {
  return id == null ? null : { id };
}
