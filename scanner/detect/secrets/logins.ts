import type { AssignedHit } from './assigned-values.ts';

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
        [...text.matchAll(login)].map(({ indices }) => {
          const [start, end] = indices?.[1] ?? [0, 0];
          return { name: 'password', kind: 'password', start, end, confidence: 'possible' as const };
        }),
      )
    : [];
}
