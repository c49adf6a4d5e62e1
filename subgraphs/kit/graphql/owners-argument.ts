import { Arg, Directive, ID } from 'type-graphql';

/** The argument by which most lists are kept to some owners; a hub asks these alone. */
export function OwnersArg(): ParameterDecorator {
  return (target, key, index) => {
    if (key === undefined) throw new Error('The argument of a constructor is none of a field.');
    Arg('municipalities', () => [ID], { nullable: true, description: 'Only of these owners.' })(target, key, index);
    // As decorators written one above the other are applied: the lower one first.
    Directive('@hub__owner')(target, key, index);
  };
}
