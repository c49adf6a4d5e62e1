import { inSmallLetters } from '../language/letter-case.js';
import { partyTokens } from '../language/party-tokens.js';
import type { OrganizationName } from './organization-name.js';
import { readName } from './read-name.js';

/**
 * The body that a letterhead names: «Администрация … округа, КОМИТЕТ СОЦИАЛЬНОГО РАЗВИТИЯ» is the committee of that administration.
 */
export function readLetterhead(issuer: string, text: string): OrganizationName | null {
  const [first, ...rest] = issuer.split(/,\s*/);
  const [parent, unit] =
    rest.length === 1
      ? [inSmallLetters(first!, text), inSmallLetters(rest[0]!, text)]
      : [null, inSmallLetters(issuer, text)];
  const name = readName(partyTokens(unit!));
  const above =
    parent && /^(?:администрация|мэрия)(?![а-яё])/i.test(parent)
      ? `${parent.replace(/(?<=^\S*)я(?=\s|$)/, 'и')}`
      : null;
  if (!name || name.qualifiers.length > 0 || !above) return name;
  return readName(partyTokens(`${unit} ${above}`)) ?? name;
}
