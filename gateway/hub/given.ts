import { type DocumentNode, visit } from 'graphql';
import type { PassedOn } from '../../schema/errors.js';
import { clean, given } from '../../schema/parameters.js';
import { reasonOf } from '../../schema/reasons/index.js';

/** Has the client sent this value? As far as an error shows it. */
export type IsGiven = (value: string) => boolean;

/** Reads the request when it is first asked, that is when an owner refuses something. */
export function givenIn(document: DocumentNode, variables: Readonly<Record<string, unknown>>): IsGiven {
  let values: Set<string> | undefined;
  return (value) => {
    values ??= valuesOf(document, variables);
    return values.has(value);
  };
}

/**
 * An owner says what it got, and it got it from the client: what the client has not sent would be the owner's own words,
 * so then the code is left without its reason.
 */
export function withGivenAlone(error: PassedOn, isGiven: IsGiven): PassedOn {
  const { code, stated } = error;
  if (!stated) return error;
  const kinds = reasonOf(code, stated.reason)!.parameters;
  const isForeign = Object.entries(stated.parameters).some(
    ([key, value]) => kinds[key] === given && !isGiven(value as string),
  );
  return isForeign ? { ...error, stated: undefined } : error;
}

function valuesOf(document: DocumentNode, variables: Readonly<Record<string, unknown>>): Set<string> {
  const values = new Set<string>();
  const add = (value: unknown) => {
    values.add(clean(value));
    // Blanks around a text are taken off before it is looked at.
    if (typeof value === 'string') values.add(clean(value.trim()));
  };
  const addNumber = ({ value }: { value: string }) => {
    add(value);
    add(Number(value));
  };
  visit(document, {
    StringValue: ({ value }) => add(value),
    EnumValue: ({ value }) => add(value),
    BooleanValue: ({ value }) => add(value),
    IntValue: addNumber,
    FloatValue: addNumber,
    NullValue: () => add(null),
  });
  const below: unknown[] = [variables];
  while (below.length > 0) {
    const value = below.pop();
    if (typeof value === 'object' && value !== null) below.push(...Object.values(value));
    else add(value);
  }
  return values;
}
