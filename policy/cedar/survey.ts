import type { ContextReads } from './context-reads.ts';
import { extensionFunctions } from './extension-functions.ts';
import { PolicyRefused } from './fault.ts';
import { listOf, objectOf, onlyEntry } from './json-form.ts';
import { binaryOperators, unaryOperators } from './operators.ts';
import { specialForms } from './special-forms.ts';

/**
 * Walks over expressions in Cedar's JSON form without compiling them, which is much cheaper: finds what they read of the
 * context, and refuses operators that we do not know.
 *
 * @throws PolicyRefused
 */
export function survey(expressions: readonly unknown[]): ContextReads {
  const names = new Set<string>();
  let isWhole = false;
  // A list, not a recursion: a long chain of conditions is as deep as it is long.
  const open = [...expressions];
  while (open.length > 0) {
    const [operator, body] = onlyEntry(open.pop(), 'an expression');
    if (operator === 'Var') {
      isWhole ||= body === 'context';
    } else if (operator !== 'Value') {
      const read = operator === '.' || operator === 'has' ? nameRead(body) : null;
      if (read === null) {
        addOperands(open, operator, body);
      } else {
        names.add(read);
      }
    }
  }
  return isWhole ? 'all' : names;
}

function addOperands(open: unknown[], operator: string, body: unknown): void {
  if (operator === 'Set' || extensionFunctions.has(operator)) {
    open.push(...listOf(body, operator));
    return;
  }
  const parts = objectOf(body, operator);
  if (operator === 'Record') {
    open.push(...Object.values(parts));
    return;
  }
  if (!specialForms.has(operator) && !binaryOperators.has(operator) && !unaryOperators.has(operator)) {
    throw new PolicyRefused(`the operator or function ${operator} is unknown`);
  }
  for (const name of operandNames) {
    if (Object.hasOwn(parts, name)) {
      open.push(parts[name]);
    }
  }
}

// Of all operators; the other parts are names, types and patterns.
const operandNames = ['left', 'right', 'arg', 'in', 'if', 'then', 'else'] as const;

/** The first name after `context`. */
function nameRead(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('left' in body) || !('attr' in body) || !isContext(body.left)) {
    return null;
  }
  const attr: unknown = Array.isArray(body.attr) ? body.attr[0] : body.attr;
  return typeof attr === 'string' ? attr : null;
}

function isContext(form: unknown): boolean {
  return typeof form === 'object' && form !== null && 'Var' in form && form.Var === 'context';
}
