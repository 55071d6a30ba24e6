import { createRequire } from 'node:module';

type Wasm = typeof import('@cedar-policy/cedar-wasm/nodejs');
const wasm = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs') as Wasm;

/** The JSON form that the wasm makes of a policy's text. */
export function formOf(text: string): unknown {
  const parsed = wasm.policyToJson(text);
  if (parsed.type === 'failure') {
    throw new Error(`${parsed.errors.map(({ message }) => message).join('; ')} in: ${text}`);
  }
  return parsed.json;
}

export function conditionForm(expression: string): unknown {
  return formOf(`permit(principal, action, resource) when { ${expression} };`);
}
