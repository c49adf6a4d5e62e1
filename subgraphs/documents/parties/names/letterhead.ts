import { inSmallLetters } from '../language/letter-case.js';
import { partyTokens } from '../language/party-tokens.js';
import type { OrganizationName } from './organization-name.js';
import { readName } from './read-name.js';

/**
 * The body that a letterhead names: «Администрация … округа, КОМИТЕТ СОЦИАЛЬНОГО РАЗВИТИЯ» is the committee of that administration.
 */
export function readLetterhead(issuer: string, text: string): OrganizationName | null {
  const [first = '', second, more] = issuer.split(/,\s*/);
  const ofTwo = second !== undefined && more === undefined;
  const parent = ofTwo ? inSmallLetters(first, text) : null;
  const unit = inSmallLetters(ofTwo ? second : issuer, text);
  const name = readName(partyTokens(unit));
  const above =
    parent && /^(?:администрация|мэрия)(?![а-яё])/i.test(parent)
      ? `${parent.replace(/(?<=^\S*)я(?=\s|$)/, 'и')}`
      : null;
  if (!name || name.qualifiers.length > 0 || !above) return name;
  return readName(partyTokens(`${unit} ${above}`)) ?? name;
}
