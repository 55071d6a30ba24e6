import type { EventName } from '../../main/contract/events.ts';
import { useAnswer } from '../api/use-answer.ts';

const onChange: readonly EventName[] = ['inventory.changed', 'policy.changed'];
const never: readonly EventName[] = [];

/** What runs, and what the checks say. They run when the screen opens, and when asked. */
export function useDoctor() {
  const status = useAnswer('status.show', {}, onChange);
  const checks = useAnswer('doctor.run', {}, never);
  const again = (): void => {
    status[1]();
    checks[1]();
  };
  return { status, checks, again };
}
