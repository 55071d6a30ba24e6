import type { ActivityFilter } from '../../main/contract/activity.ts';

/** What of the trace is shown, as the controls hold it. An empty text asks nothing. */
export interface ActivityChoice {
  readonly text: string;
  readonly kind: string;
  readonly client: string;
  readonly server: string;
  readonly tool: string;
  readonly effect: string;
  /** What decided or found something. */
  readonly rule: string;
  /** Of the server when it was recorded. */
  readonly standing: string;
  readonly user: string;
  readonly session: string;
  /** Hours back from now. */
  readonly hours: string;
  readonly failed: boolean;
  readonly withFindings: boolean;
}

export const noChoice: ActivityChoice = {
  text: '',
  kind: '',
  client: '',
  server: '',
  tool: '',
  effect: '',
  rule: '',
  standing: '',
  user: '',
  session: '',
  hours: '',
  failed: false,
  withFindings: false,
};

const LEAST_TEXT = 3;
const HOUR_MS = 3_600_000;

/** The filter as the daemon is asked. A text that is too short asks nothing yet. */
export function filterOf(choice: ActivityChoice, now: Date): ActivityFilter {
  const text = choice.text.trim();
  return {
    ...given('kind', choice.kind),
    ...given('client', choice.client),
    ...given('server', choice.server),
    ...given('tool', choice.tool),
    ...given('effect', choice.effect),
    ...given('rule', choice.rule),
    ...given('standing', choice.standing),
    ...given('user', choice.user),
    ...given('session', choice.session),
    ...(choice.hours === '' ? {} : { since: new Date(now.getTime() - Number(choice.hours) * HOUR_MS).toISOString() }),
    ...(text.length < LEAST_TEXT ? {} : { text }),
    ...(choice.failed ? { failed: true } : {}),
    ...(choice.withFindings ? { withFindings: true } : {}),
  };
}

function given(name: string, value: string): Readonly<Record<string, string>> {
  return value === '' ? {} : { [name]: value };
}

/** A choice as it stands in an address. */
export function choiceToQuery(choice: ActivityChoice): string {
  const chosen = Object.entries(choice).filter(([, value]) => value !== '' && value !== false);
  return new URLSearchParams(chosen.map(([name, value]) => [name, String(value)])).toString();
}

export function choiceOfQuery(query: string): ActivityChoice {
  const asked = new URLSearchParams(query);
  return Object.fromEntries(
    Object.entries(noChoice).map(([name, nothing]) => [
      name,
      typeof nothing === 'boolean' ? asked.get(name) === 'true' : (asked.get(name) ?? ''),
    ]),
  ) as unknown as ActivityChoice;
}

export function isFiltering(choice: ActivityChoice): boolean {
  return JSON.stringify(choice) !== JSON.stringify(noChoice);
}
