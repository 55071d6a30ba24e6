import type { AssignedHit } from './assigned-values.ts';
import type { SecretHit } from './rule.ts';

/** `scott/PASSWORD@host:1521/service`, `user:PASSWORD@tcp(host:3306)/name`, `login NAME password PASSWORD`. */
const logins: readonly RegExp[] = [
  /(?<![\w@./:-])[A-Za-z][\w$#]{0,30}\/([^\s@/"':]{4,64})@(?:\/\/)?[\w.-]{1,80}:\d{2,5}(?=[/:\s"']|$)/dg,
  /(?<![\w@./:-])[A-Za-z][\w.-]{0,30}:([^\s@/"']{4,64})@(?:tcp|unix)\(/dg,
  /\blogin\s{1,4}[^\s"']{1,64}\s{1,4}password\s{1,4}([^\s"']{4,64})/dg,
];

/** Finds the passwords of logins that are no URL, as databases and `.netrc` write them. */
export function loginsIn(text: string): readonly AssignedHit[] {
  return text.includes('@') || text.includes('login')
    ? logins.flatMap((login) =>
        passwordsBy(login, text).map((hit) => ({ ...hit, name: 'password', confidence: 'possible' as const })),
      )
    : [];
}

function passwordsBy(form: RegExp, text: string): readonly SecretHit[] {
  return [...text.matchAll(form)].map(({ indices }) => {
    const [start, end] = indices?.[1] ?? [0, 0];
    return { kind: 'password', start, end, confidence: 'likely' };
  });
}
