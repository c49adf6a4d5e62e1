import { expect, it } from '@jest/globals';
import { Kind, type OperationDefinitionNode, parse, print, validate, visit } from 'graphql';
import { drawOperation } from '../../bench/random-operations.js';
import { variablesCheck } from '../../gateway/http/graphql/variable-values.js';
import { randomOf } from '../../seeds/seeded-random.js';
import { sampleWorld } from '../hub/sample-world.js';
import { answerOf, schema } from '../hub/world.js';

/** The same operation, whose variables may be null where they have a default. */
function withNullableVariables(text: string): string {
  const nullable = visit(parse(text), {
    VariableDefinition: (node) =>
      node.type.kind === Kind.NON_NULL_TYPE && node.defaultValue ? { ...node, type: node.type.type } : undefined,
  });
  return print(nullable);
}

it('whatever null graphql-js would stumble over, in random valid operations, is refused before', async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1e9);
  const random = randomOf(seed);
  const check = variablesCheck(schema, true);
  let refused = 0;
  let stumbled = 0;
  for (let run = 0; run < Number(process.env.RUNS ?? 1500); run++) {
    const { text: drawn, variables } = drawOperation(schema, random);
    if (/coverage|broken|__proto__/.test(drawn)) continue;
    const text = withNullableVariables(drawn);
    const document = parse(text);
    if (validate(schema, document).length > 0) continue;
    const operation = document.definitions[0] as OperationDefinitionNode;
    for (const { variable, type } of operation.variableDefinitions ?? []) {
      if (type.kind !== Kind.NON_NULL_TYPE && random() < 0.5) variables[variable.name.value] = null;
    }
    const { errors } = check(document, operation, variables);
    const answer = await answerOf(sampleWorld, text, variables);
    const nulls = answer.errors?.filter(({ message }) => /of (non-null|required) type/.test(message)) ?? [];
    const context = `SEED=${seed}, operation ${run}: ${text} ${JSON.stringify(variables)}`;
    if (nulls.length > 0) {
      expect({ context, nulls, count: errors.length }).not.toEqual({ context, nulls, count: 0 });
      stumbled++;
    }
    if (errors.length > 0) refused++;
  }
  expect(stumbled).toBeGreaterThan(5);
  expect(refused).toBeGreaterThanOrEqual(stumbled);
});
