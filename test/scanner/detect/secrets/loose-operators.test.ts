import { describe, expect, it } from 'vitest';
import { findSecrets } from '../../../../scanner/detect/secrets/find-secrets.ts';
import { drawn } from './drawn.ts';

const value = drawn(32);
const typed = 'Gr33nT3a!Pot';
const login = Buffer.from(`jo:${typed}`).toString('base64');
const json = JSON.stringify;
const alarms = (text: string): string[] =>
  findSecrets(text)
    .filter(({ confidence }) => confidence !== 'possible')
    .map(({ start, end }) => text.slice(start, end));

describe('a value that no operator binds to its name', () => {
  it.each([
    ['a pair in JSON', json([{ name: 'DB_PASSWORD', value }])],
    ['a pair in JSON over several lines', json([{ Name: 'API_TOKEN', Type: 'String', Value: value }], null, 2)],
    ['a pair with a member between', json({ key: 'API_TOKEN', type: 'string', value })],
    ['a pair in JSON within JSON', json({ body: json({ name: 'DB_PASSWORD', value }) })],
    ['parameters of a stack', json([{ ParameterKey: 'DbPassword', ParameterValue: value }], null, 2)],
    ['a pair in YAML', `env:\n  - name: DB_PASSWORD\n    value: "${value}"\n`],
    ['an attribute of XML', `<add key="ApiKey" value="${value}" />`],
    ['an element of XML', `<setting name="Password"><value>${value}</value></setting>`],
    ['a field of a form', `<input type="password" name="password" value="${value}">`],
    ['a meta element', `<meta name="api-key" content="${value}">`],
    ['words of a function', `define('DB_PASSWORD', '${value}');`],
    ['a header in a list', json(['authorization', `Bearer ${value}`])],
    ['a Dockerfile', `ENV API_TOKEN ${value}`],
    ['fish', `set -gx API_TOKEN "${value}"`],
    ['csh', `setenv API_TOKEN ${value}`],
    ['a table of Markdown', `| API key | \`${value}\` |\n`],
    ['columns', `=== Data ===\npassword    ${value}\nusername    jo`],
    ['a block of YAML', `stringData:\n  password: |\n    ${value}\n`],
    ['the next line of YAML', `api_key:\n  "${value}"\n`],
    ['prose', `your new API key is ${value}`],
    ['prose with a colon', `The admin password is: ${value}`],
    ['German', `Das Passwort lautet ${value}`],
  ])('is found in %s', (_, text) => {
    expect(alarms(text)).toEqual([value]);
  });

  it.each([
    ['a pair of words', json([{ name: 'password', value: 'sunshine1' }])],
    ['a name of another kind', json([{ name: 'commit', value }])],
    ['a token against forgery', `<input type="hidden" name="token" value="${value}">`],
    ['such a token of Rails', `<meta name="authenticity_token" content="${value}">`],
    ['such a token of ASP.NET', `<input name="__RequestVerificationToken" value="${value}">`],
    ['fields of a form', json(['password', 'PasswordConfirm1'])],
    ['a translation', `t('password', 'Passwort2026')`],
    ['the head of a table', '| password | PasswordHash2 |\n|---|---|\n'],
    ['help of a program', '  --token    the AccessToken2 of your account\n  password    required2\n'],
    ['a schema of YAML', 'password:\n  minLength12: 8\n  type: string\n'],
    ['a description of YAML', 'token:\n  description2: Access\n'],
    ['prose', 'The password is base64-encoded, and the token is required2 here.'],
    ['prose about a key', 'The secret key is generated2 once.'],
    ['a reference', 'ENV API_TOKEN ${TOKEN_2}'],
  ])('is none in %s', (_, text) => {
    expect(findSecrets(text)).toEqual([]);
  });
});

describe('a name', () => {
  it.each([
    ['of two words', `API key: ${value}`, value],
    ['in bold', `**Password:** ${value}`, value],
    ['in bold before its colon', `**API Key**: \`${value}\``, value],
    ['in French', `Mot de passe : ${value}`, value],
    ['in Spanish', `contrasena=${value}`, value],
    ['of a wireless network', `ssid="x"\n psk="${value}"`, value],
    ['of a login', json({ auths: { 'https://reg.test': { auth: login } } }), login],
    ['of a login of npm', `//reg.test/:_auth=${login}`, login],
    ['behind three levels of JSON', json({ a: json({ b: json({ c: json({ api_key: value }) }) }) }), value],
  ])('%s counts', (_, text, whole) => {
    expect(alarms(text)).toEqual([whole]);
  });

  it.each([
    ['of two words that is none', `public key: ${value}`],
    ['of a state of sign-in', json({ auth: Buffer.from('enabled: true').toString('base64').slice(0, 12) })],
    ['of a login of documentation', json({ auth: Buffer.from('user:password').toString('base64') })],
  ])('%s does not', (_, text) => {
    expect(alarms(text)).toEqual([]);
  });

  it('leaves JSON whole when its value is taken out of JSON within JSON within JSON', () => {
    const text = json({ a: json({ b: json({ password: `${drawn(16)}"${drawn(12, undefined, 3)}` }) }) });
    const [hit, ...more] = findSecrets(text);

    expect(more).toEqual([]);
    expect(JSON.parse(`${text.slice(0, hit?.start)}-${text.slice(hit?.end)}`)).toEqual({
      a: json({ b: json({ password: '-' }) }),
    });
  });
});
