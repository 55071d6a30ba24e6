import type { Answered } from '../pipeline.ts';

const methods = new Set([
  'tools/call',
  'resources/read',
  'prompts/get',
  'completion/complete',
  'tasks/result',
  'tasks/get',
  'notifications/tasks',
]);

/** Whether a message of the server answers, or tells of, something that carries what the server holds. */
export function yieldsData(answered: Answered | null): boolean {
  return answered !== null && methods.has(answered.method);
}
