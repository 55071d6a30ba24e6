import { describe, expect, it } from 'vitest';
import { findSecrets } from '../../../../scanner/detect/secrets/find-secrets.ts';
import { drawn } from './drawn.ts';

const first = drawn(32);
const second = drawn(32, undefined, 3);
const found = (text: string): string[] => findSecrets(text).map(({ start, end }) => text.slice(start, end));

describe('a column of credentials', () => {
  it.each([
    ['CSV', `id,name,api_key,host\n1,jo,${first},a\n2,ann,${second},b\n`],
    ['CSV with quotes', `"id","api_key"\r\n"1","${first}"\r\n"2","${second}"\r\n`],
    ['tabs', `id\tpassword\n1\t${first}\n2\t${second}`],
    ['Markdown', `| service | API key |\n|---|---|\n| db | \`${first}\` |\n| web | \`${second}\` |\n`],
    ['a database', ` id | password \n----+----------\n 1 | ${first}\n 2 | ${second}\n(2 rows)\n`],
    [
      'a framed table',
      `+----+-------+\n| id | token |\n+----+-------+\n| 1 | ${first} |\n| 2 | ${second} |\n+----+-------+\n`,
    ],
  ])('is found in %s', (_, text) => {
    expect(found(text)).toEqual([first, second]);
  });

  it.each([
    ['another column', `id,commit,host\n1,${first},a\n`],
    ['a column of hashes', `id,password_hash_algorithm,x\n1,${first},a\n`],
    ['words below', 'user,password,host\njo,PasswordOne1,a\nann,changeme,b\n'],
    ['a word in a line of words', `Lists, tokens, and more\n${first}, ${second}, x\nof things`],
    ['names in code', `const {\n  password,\n  ${first},\n} = options;`],
    ['a line in the middle of a table', `key,text\npassword,Passwort\nother,${first}\n`],
    ['a table of another width', `id,password\n1,2,${first}\n`],
  ])('is not %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });
});
