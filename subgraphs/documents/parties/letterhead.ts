import { inSmallLetters } from './letter-case.js';
import { readName } from './name.js';
import type { OrganizationName } from './organization-name.js';
import { tokensOf } from './tokens.js';

/**
 * The body that a letterhead names: «Администрация … округа, КОМИТЕТ СОЦИАЛЬНОГО РАЗВИТИЯ» is the committee of that administration.
 */
export function readLetterhead(issuer: string, text: string): OrganizationName | null {
  const [first, ...rest] = issuer.split(/,\s*/);
  const [parent, unit] =
    rest.length === 1
      ? [inSmallLetters(first!, text), inSmallLetters(rest[0]!, text)]
      : [null, inSmallLetters(issuer, text)];
  const name = readName(tokensOf(unit!));
  const above =
    parent && /^(?:администрация|мэрия)(?![а-яё])/i.test(parent)
      ? `${parent.replace(/(?<=^\S*)я(?=\s|$)/, 'и')}`
      : null;
  if (!name || name.qualifiers.length > 0 || !above) return name;
  return readName(tokensOf(`${unit} ${above}`)) ?? name;
}
