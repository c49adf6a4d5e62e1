import type { Language, Parameter, ParameterKind } from '../../contract/parameters.js';
import { ofArguments } from './of-arguments.js';
import { ofChanges } from './of-changes.js';
import { ofRequests } from './of-requests.js';
import { ofSubgraphs } from './of-subgraphs.js';
import type { Reason } from './reason.js';

/**
 * Every reason that an error can give besides its code, by code and by a name that stays. Between servers go the name
 * and the parameters, never the sentence: each server makes it itself, in the language of its own client.
 */
export const reasons = { ...ofRequests, ...ofArguments, ...ofChanges, ...ofSubgraphs };

type Reasons = typeof reasons;

type Given<K> = { readonly [P in keyof K]: K[P] extends ParameterKind<infer G> ? G : never };

/** A reason of a code with its parameters: `{ reason: 'DATE', got: '2024-02-30' }`. */
export type Because<C> = C extends keyof Reasons
  ? {
      [R in keyof Reasons[C]]: Reasons[C][R] extends Reason<infer K> ? { readonly reason: R } & Given<K> : never;
    }[keyof Reasons[C]]
  : never;

/** A reason as it goes over the wire, beside its code. */
export interface Stated {
  readonly reason: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
}

/** The reason of that name, if the code has one. */
export function reasonOf(code: string, reason: unknown): Reason | undefined {
  const ofCode: unknown = Object.hasOwn(reasons, code) && reasons[code as keyof Reasons];
  return ofCode && typeof reason === 'string' && Object.hasOwn(ofCode, reason)
    ? (ofCode as Record<string, Reason>)[reason]
    : undefined;
}

/** What this server states. A parameter that is none of its kind takes the reason with it: the code is left. */
export function state(code: string, { reason, ...given }: { readonly reason: string }): Stated | undefined {
  return stated(code, reason, given, 'take');
}

/** What another server states, as far as the catalogue knows it: anything else of it is dropped. */
export function readStated(
  code: string,
  { reason, parameters }: Readonly<Record<string, unknown>>,
): Stated | undefined {
  const isObject = typeof parameters === 'object' && parameters !== null;
  return stated(code, reason, isObject ? parameters : {}, 'read');
}

/** The sentence of a reason. */
export function detailOf(code: string, { reason, parameters }: Stated, language: Language): string {
  const { sentences, parameters: kinds } = reasonOf(code, reason)!;
  return sentences[language].replace(/\{(\w+)\}/g, (_, key: string) => kinds[key]!.show(parameters[key]!, language));
}

function stated(code: string, reason: unknown, values: object, by: 'take' | 'read'): Stated | undefined {
  const entry = reasonOf(code, reason);
  if (!entry || typeof reason !== 'string') return undefined;
  const parameters: Record<string, Parameter> = {};
  for (const [key, kind] of Object.entries(entry.parameters)) {
    const value = Object.hasOwn(values, key) ? (values as Record<string, never>)[key] : undefined;
    const parameter = value === undefined && by === 'read' ? undefined : kind[by](value as never);
    if (parameter === undefined) return undefined;
    parameters[key] = parameter;
  }
  return { reason, parameters };
}
