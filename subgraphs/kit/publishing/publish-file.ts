import { Directive, Field, ID, InputType, Int } from 'type-graphql';
import { HubError } from '../../../schema/errors/catalogue.js';
import { checkOwner, MaxLength } from '../graphql/index.js';
import { idempotentRequest, longestKey } from './idempotency.js';
import { type PublishResult, publish } from './publish.js';
import type { PublishedFile, PublishedKind } from './published-kind.js';
import type { PublishingContext } from './publishing-context.js';

/** Of base64: more than the body of any request may hold, so that what is too large for a file is said of the file. */
const longestFile = 17 * 2 ** 20;

/** What every mutation that publishes a file is given. */
@InputType()
export abstract class PublishInput {
  @Directive('@hub__owner')
  @Field(() => ID, { description: 'Code of the owner that publishes.' })
  municipality!: string;

  @MaxLength(255)
  @Field(() => String, { description: 'Name of the file; its ending says what kind of file it is.' })
  filename!: string;

  @MaxLength(longestFile)
  @Field(() => String, { description: 'The file, in base64.' })
  contentBase64!: string;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Only try: the receipt says what would come of it, and nothing is stored.',
  })
  dryRun!: boolean | null;

  @MaxLength(longestKey)
  @Field(() => String, {
    nullable: true,
    description:
      'Chosen by the client for this request alone, 8 characters at least: repeated with it, the request is answered as before. With another request it is refused: IDEMPOTENCY_CONFLICT.',
  })
  idempotencyKey?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The version that the publisher saw last, 0 for none. Where another one is met, nothing is stored: VERSION_CONFLICT.',
  })
  expectedVersion?: number | null;
}

/** Reads the file of the input and publishes it, as the mutation of this context. */
export async function publishFile(
  context: PublishingContext,
  kind: PublishedKind,
  input: PublishInput,
  more: Pick<PublishedFile, 'allowPartial' | 'identification' | 'replaces'> = {},
): Promise<PublishResult> {
  const { municipality, filename, idempotencyKey, expectedVersion } = input;
  checkOwner(context.owners, municipality);
  checkFilename(filename);
  const content = decodeBase64(input.contentBase64);
  const dryRun = input.dryRun ?? false;
  const reading = await kind.parse({ municipality, filename, content, ...more });
  // A trial leaves nothing behind, not even an answer.
  const key = dryRun ? null : idempotencyKey;
  const request = { filename, content, expectedVersion, ...more };
  const receipt = await context.change(
    (em, at) => {
      const options = { publishedBy: context.caller.subject, dryRun, expectedVersion };
      return publish(em, at, kind, { municipality, filename, content, ...more }, reading, options);
    },
    key == null ? undefined : idempotentRequest(municipality, key, kind.name, request),
  );
  if (receipt.publication === null && !dryRun)
    await context.recordRefusal(receipt.issues.find(({ severity }) => severity === 'ERROR')?.code);
  return receipt;
}

function checkFilename(name: string): void {
  if (/^[^\p{C}/\\]{1,255}$/u.test(name)) return;
  throw new HubError('BAD_ARGUMENT', { reason: 'FILENAME', got: name });
}

/** Node itself would leave out what is no base64, and so publish another file than the one meant. */
function decodeBase64(text: string): Buffer {
  if (text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)) return Buffer.from(text, 'base64');
  throw new HubError('BAD_ARGUMENT', { reason: 'BASE64' });
}
