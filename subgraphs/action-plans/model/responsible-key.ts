import { sortKey } from '../../../schema/contract/collation.js';

/**
 * The words of a cell between blanks, as stored and as asked for, so that only whole words are found: «УО» is not part
 * of «ГУО». No character of it means anything to LIKE.
 */
export function responsibleKey(text: string): string {
  return ` ${sortKey(text)} `;
}
