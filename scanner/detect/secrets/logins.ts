import type { AssignedHit } from './assigned-values.ts';
import { isPlaceholder } from './placeholder.ts';
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

/** Where a program reads a password and nothing else, each with a word that the text must hold: `.netrc`, `mysql -p`, `sshpass -p`. */
const readByPrograms: readonly (readonly [word: string, form: RegExp])[] = [
  ['machine', /\bmachine\s{1,4}[\w.-]{1,253}\s{1,4}login\s{1,4}[^\s"']{1,64}\s{1,4}password\s{1,4}([^\s"']{4,64})/dg],
  ['mysql', /\bmysql(?:dump|admin|import|show|check)?\b[^\n|;&]{0,120}?\s-p["']?([^\s"'\\]{4,64})/dg],
  ['sshpass', /\bsshpass\s{1,4}(?:-\w\s{1,4}){0,2}-p\s{0,4}["']?([^\s"'\\]{4,64})/dg],
];

/** Finds the passwords that stand where programs read them, examples and variables left out. */
export function passwordsOfPrograms(text: string): readonly SecretHit[] {
  return readByPrograms.flatMap(([word, form]) =>
    text.includes(word) ? passwordsBy(form, text).filter(({ start, end }) => isDrawn(text.slice(start, end))) : [],
  );
}

function passwordsBy(form: RegExp, text: string): readonly SecretHit[] {
  return [...text.matchAll(form)].map(({ indices }) => {
    const [start, end] = indices?.[1] ?? [0, 0];
    return { kind: 'password', start, end, confidence: 'likely' };
  });
}

function isDrawn(value: string): boolean {
  return value.length >= 8 && /\d|[a-z][A-Z]/.test(value) && /[A-Za-z]/.test(value) && !isPlaceholder(value);
}
