import { type DocumentNode, type GraphQLSchema, getVariableValues, type OperationDefinitionNode } from 'graphql';
import { HubError } from '../../../schema/errors/catalogue.js';
import { type Limits, tooComplex } from './limits.js';
import { nullArguments } from './null-arguments.js';
import { validationError } from './validation-errors.js';

/** The values with defaults filled in, or what is wrong with them. */
export interface CoercedVariables {
  readonly coerced: Record<string, unknown>;
  readonly errors: readonly HubError[];
}

export function variablesCheck(schema: GraphQLSchema, introspection: boolean) {
  const options = { maxErrors: 10, hideSuggestions: !introspection };
  const nulls = nullArguments(schema);

  return (
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Record<string, unknown>,
  ): CoercedVariables => {
    const { variableDefinitions = [] } = operation;
    const { errors, coerced = {} } = getVariableValues(schema, variableDefinitions, variables, options);
    return {
      coerced,
      errors: errors?.map((error) => validationError('BAD_VARIABLE', error)) ?? nulls(document, operation, coerced),
    };
  };
}

/**
 * Refuses variables that are too many or too deep, and text that no database takes. Iterative, because JSON may be nested deeper than the
 * stack.
 */
export function checkJson(variables: unknown, limits: Limits): void {
  let count = 0;
  let level: unknown[] = [variables];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limits.nesting) throw tooComplex(limits.nesting, 'NESTED_VALUES');
    const below: unknown[] = [];
    for (const value of level) {
      if (++count > limits.variableValues) throw tooComplex(limits.variableValues, 'VARIABLE_VALUES');
      if (typeof value === 'string') checkText(value);
      else if (Array.isArray(value)) for (const item of value) below.push(item);
      else if (value !== null && typeof value === 'object') {
        if (Object.hasOwn(value, '__proto__')) throw new HubError('BAD_VARIABLE', { reason: 'KEY', got: '__proto__' });
        for (const item of Object.values(value)) below.push(item);
      }
    }
    level = below;
  }
}

function checkText(value: string): void {
  if (value.includes('\0') || !value.isWellFormed()) {
    throw new HubError('BAD_VARIABLE', { reason: 'TEXT' });
  }
}
