import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  parse,
  type SelectionSetNode,
  specifiedRules,
  validate,
  visit,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { HubError } from '../../../schema/errors/catalogue.js';
import { oneLine } from './error-message.js';
import { atMost, checkSize, type Limits, tooComplex } from './limits.js';
import { validationError } from './validation-errors.js';

/**
 * How many texts are remembered, and how many characters of them: anybody can send one text after another, and each takes
 * a hundred times its length with all that is made of it.
 */
export const documentCacheLimits = { max: 500, maxSize: 500_000 };

/** A document that may be executed, or all that is wrong with it. */
export type DocumentCheck = { document: DocumentNode; errors?: undefined } | { errors: readonly GraphQLError[] };

/** Parses, measures and validates, in this order, once per text while the text is in the cache. */
export function documentChecker(schema: GraphQLSchema, limits: Limits, introspection: boolean) {
  const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  const cache = new LRUCache<string, DocumentCheck>({
    ...documentCacheLimits,
    sizeCalculation: (_, text) => text.length + 1,
  });

  return function checked(text: string): DocumentCheck {
    let result = cache.get(text);
    if (!result) {
      result = check(text);
      cache.set(text, result);
    }
    return result;
  };

  function check(text: string): DocumentCheck {
    try {
      atMost(limits.characters, text.length, 'CHARACTERS');
      const document = parseWithin(text, limits);
      checkSize(document, limits);
      checkValues(document, limits);
      checkKinds(document, schema);
      checkSubscriptions(document);
      const errors = validate(schema, document, rules, { maxErrors: 10, hideSuggestions: !introspection });
      if (errors.length > 0) return { errors: errors.map(invalid) };
      forgetTokens(document);
      return { document };
    } catch (error) {
      if (error instanceof HubError) return { errors: [error] };
      // Lists nested so deep that the parser ran out of stack.
      if (error instanceof RangeError) return { errors: [tooComplex(limits.nesting, 'NESTED_VALUES')] };
      throw error;
    }
  }
}

function parseWithin(text: string, { tokens }: Limits): DocumentNode {
  try {
    return parse(text, { maxTokens: tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (error.message.includes(`more that ${tokens} tokens`)) throw tooComplex(tokens, 'TOKENS');
    const { message, source, positions } = error;
    throw new HubError('SYNTAX_ERROR', undefined, { quote: oneLine(message), source, positions });
  }
}

/** What is valid GraphQL and yet trouble further in: text that no database takes, and a key that is no key. */
function checkValues(document: DocumentNode, { nesting }: Limits): void {
  let depth = 0;
  const nested = {
    enter: () => atMost(nesting, ++depth, 'NESTED_VALUES'),
    leave: () => void depth--,
  };
  visit(document, {
    ListValue: nested,
    ObjectValue: nested,
    StringValue(node) {
      if (node.value.includes('\0')) throw new HubError('OPERATION_INVALID', { reason: 'NUL' }, { nodes: node });
    },
    Field(node) {
      if (node.alias?.value === '__proto__') {
        throw new HubError('OPERATION_INVALID', { reason: 'ALIAS', got: '__proto__' }, { nodes: node });
      }
    },
  });
}

/** No rule of validation looks at an operation of a kind that the schema does not have. */
function checkKinds({ definitions }: DocumentNode, schema: GraphQLSchema): void {
  for (const node of definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION || schema.getRootType(node.operation)) continue;
    const kinds = Object.values(OperationTypeNode).filter((kind) => schema.getRootType(kind));
    const because = { reason: 'KIND' as const, expected: kinds, got: node.operation };
    throw new HubError('OPERATION_INVALID', because, { nodes: node });
  }
}

/**
 * A subscription's one field is not left to conditions: which it is must be known before anything is heard. graphql-js has the same
 * rule, which throws where a condition is a variable.
 */
function checkSubscriptions({ definitions }: DocumentNode): void {
  const fragments = new Map(
    definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const checkSet = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.directives?.some(({ name }) => name.value === 'skip' || name.value === 'include')) {
        throw new HubError('OPERATION_INVALID', { reason: 'SUBSCRIPTION_DIRECTIVE' }, { nodes: selection });
      }
      if (selection.kind === Kind.FIELD) continue;
      const inner = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (inner) checkSet(inner.selectionSet);
    }
  };
  for (const node of definitions) {
    if (node.kind === Kind.OPERATION_DEFINITION && node.operation === 'subscription') checkSet(node.selectionSet);
  }
}

/** Errors need places alone; the tokens are as large as all the rest. */
function forgetTokens(document: DocumentNode): void {
  visit(document, {
    enter({ loc }) {
      if (loc) Object.assign(loc, { startToken: undefined, endToken: undefined });
    },
  });
}

function invalid(error: GraphQLError): GraphQLError {
  return validationError('OPERATION_INVALID', error);
}
