import type * as z from 'zod';
import { type ErrorCode, SallyportError } from '../../scanner/model/errors.ts';
import type { Reply } from './api.ts';
import type { Access } from './operation.ts';
import { type Handlers, type OperationName, operations } from './operations.ts';

export type Granted = ReadonlySet<Access>;

export interface DispatchDeps {
  readonly handlers: Handlers;
  /** An error that is none of ours: kept with its stack where people find it. */
  readonly onInternal: (name: string, error: unknown) => void;
}

/**
 * The only door: knows the name, checks the access, parses the input, runs the handler. Never throws; whatever goes wrong
 * is an answer.
 */
export async function dispatch(
  { handlers, onInternal }: DispatchDeps,
  granted: Granted,
  name: string,
  rawInput: unknown,
): Promise<Reply<unknown>> {
  const admitted = admit(granted, name, rawInput);
  if (!admitted.ok) {
    return admitted;
  }
  try {
    const handler = handlers[admitted.name] as (input: unknown) => Promise<unknown>;
    return { ok: true, value: await handler(admitted.input) };
  } catch (error) {
    return failed(name, error, onInternal);
  }
}

export type Admitted =
  | { readonly ok: true; readonly name: OperationName; readonly access: Access; readonly input: unknown }
  | Extract<Reply<never>, { readonly ok: false }>;

/** Whether an operation may run with this input at all. */
export function admit(granted: Granted, name: string, rawInput: unknown): Admitted {
  if (!isOperation(name)) {
    return refused(
      'UNKNOWN_OPERATION',
      `there is no operation ${JSON.stringify(name.slice(0, 100))}`,
      'Update the program that asked.',
    );
  }
  const { access, input }: { readonly access: Access; readonly input: z.ZodType } = operations[name];
  if (!granted.has(access)) {
    return refused(
      'NOT_GRANTED',
      `${name} needs the right to ${access}, and this window may only look`,
      'Open the window with `sallyport dashboard` in a terminal, or use the command line.',
    );
  }
  const parsed = input.safeParse(rawInput);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
    return refused('BAD_INPUT', `${name} was asked with a wrong input${place}`, 'Update the program that asked.');
  }
  return { ok: true, name, access, input: parsed.data };
}

/** A failure as an answer; one that is none of ours is told to `onInternal` and says nothing about itself. */
export function failed(
  name: string,
  error: unknown,
  onInternal: DispatchDeps['onInternal'],
): Extract<Reply<never>, { readonly ok: false }> {
  if (error instanceof SallyportError) {
    return refused(error.code, error.message, error.remedy);
  }
  onInternal(name, error);
  return refused(
    'INTERNAL',
    `something in Sallyport itself went wrong in ${name}`,
    'Try again; if it stays, report it with the daemon log.',
  );
}

function isOperation(name: string): name is OperationName {
  return Object.hasOwn(operations, name);
}

function refused(code: ErrorCode, message: string, remedy: string): Extract<Reply<never>, { readonly ok: false }> {
  return { ok: false, error: { code, message, remedy } };
}
