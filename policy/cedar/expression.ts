import type { Compiled } from './code.ts';
import { folded, variable } from './code.ts';
import { extensionFunctions } from './extension-functions.ts';
import { PolicyRefused } from './fault.ts';
import { listOf, onlyEntry, partsOf } from './json-form.ts';
import { binaryOperators, unaryOperators } from './operators.ts';
import type { Inner } from './special-forms.ts';
import { specialForms } from './special-forms.ts';

const deepest = 400;

/**
 * Compiles an expression in Cedar's JSON form.
 *
 * @throws PolicyRefused for anything but the operators of Cedar 4.5 in their documented shape
 */
export function compileExpression(expression: unknown, depth = 0): Compiled {
  if (depth > deepest) {
    throw new PolicyRefused(`an expression is nested more than ${deepest} levels deep`);
  }
  const [operator, body] = onlyEntry(expression, 'an expression');
  const inner: Inner = (part) => compileExpression(part, depth + 1);
  const special = specialForms.get(operator);
  if (special !== undefined) {
    return special(body, inner);
  }
  return (
    compileBinary(operator, body, inner) ?? compileUnary(operator, body, inner) ?? compileCall(operator, body, inner)
  );
}

const binaryParts = ['left', 'right'] as const;
const unaryParts = ['arg'] as const;

function compileBinary(operator: string, body: unknown, inner: Inner): Compiled | null {
  const apply = binaryOperators.get(operator);
  if (apply === undefined) {
    return null;
  }
  const parts = partsOf(body, operator, binaryParts);
  const [left, right] = [inner(parts.left).run, inner(parts.right).run];
  return variable((request) => apply(left(request), right(request), request.entities));
}

function compileUnary(operator: string, body: unknown, inner: Inner): Compiled | null {
  const apply = unaryOperators.get(operator);
  if (apply === undefined) {
    return null;
  }
  const { run, isConstant } = inner(partsOf(body, operator, unaryParts).arg);
  return folded((request) => apply(run(request)), isConstant);
}

function compileCall(name: string, body: unknown, inner: Inner): Compiled {
  const called = extensionFunctions.get(name);
  if (called === undefined) {
    throw new PolicyRefused(`the operator or function ${name} is unknown`);
  }
  const args = listOf(body, name).map(inner);
  const [first, second] = args;
  if (first === undefined || args.length !== called.arity) {
    throw new PolicyRefused(`${name} needs ${called.arity === 1 ? 'one argument' : 'two arguments'}`);
  }
  const { apply } = called;
  return second === undefined
    ? folded((request) => apply(first.run(request), false), first.isConstant)
    : folded((request) => apply(first.run(request), second.run(request)), first.isConstant && second.isConstant);
}
