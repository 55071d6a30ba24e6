import { describe, expect, it } from 'vitest';
import { findSecrets, inspectForSecrets } from '../../../../scanner/detect/secrets/find-secrets.ts';
import { drawn, hex, withChecksum } from './drawn.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64url');
const jwtHeader = base64('{"alg":"HS256","typ":"JWT"}');
const jwtClaims = base64('{"sub":"1234","name":"Jo"}');
const pemBody = drawn(64, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
/** In two parts, so that no scanner of this repository trips on it. */
const privateKey = ['PRIVATE', 'KEY'].join(' ');
const pem = (label: string, body: string): string => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----`;
const found = (text: string): string[] =>
  findSecrets(text).map((hit) => `${hit.kind} ${hit.confidence} ${text.slice(hit.start, hit.end)}`);

describe('a token with a checksum', () => {
  it.each([
    ['ghp_', 'github-token'],
    ['npm_', 'npm-token'],
  ])('is certain when it is right: %s', (prefix, kind) => {
    const token = withChecksum(prefix);

    expect(found(`token ${token}.`)).toEqual([`${kind} certain ${token}`]);
  });

  it('is only likely when it is wrong', () => {
    const token = `ghp_${drawn(36)}`;

    expect(found(token)).toEqual([`github-token likely ${token}`]);
  });
});

describe('structured secrets', () => {
  it.each([
    ['a signed JSON Web Token', `${jwtHeader}.${jwtClaims}.${drawn(43)}`, 'json-web-token certain'],
    ['a PEM key', pem(`RSA ${privateKey}`, pemBody), 'private-key certain'],
    ['an OpenPGP key', pem(`PGP ${privateKey} BLOCK`, pemBody), 'private-key certain'],
    ['a PEM key in one line of JSON', pem(privateKey, pemBody).replaceAll('\n', '\\n'), 'private-key certain'],
    [
      'a Discord bot token',
      `M${drawn(23)}.${drawn(6, undefined, 3)}.${drawn(27, undefined, 5)}`,
      'discord-token likely',
    ],
  ])('%s is found as a whole', (_, secret, what) => {
    expect(found(`before ${secret} after`)).toEqual([`${what} ${secret}`]);
  });

  it('the private part of a JSON Web Key is found, not its public parts', () => {
    const part = drawn(43);
    const key = JSON.stringify({
      kty: 'EC',
      crv: 'P-256',
      x: drawn(43, undefined, 2),
      y: drawn(43, undefined, 3),
      d: part,
    });

    expect(found(key)).toEqual([`json-web-key certain ${part}`]);
  });

  it('the private lines of a PuTTY key are found', () => {
    const key = `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nPublic-Lines: 1\n${drawn(64)}\nPrivate-Lines: 1\n${pemBody}\nPrivate-MAC: 00`;

    expect(found(key).map((text) => text.slice(0, 30))).toEqual(['putty-private-key certain Priv']);
  });

  it.each([
    ['three dotted words that only begin like a token', `eyJAAAAAAAAAAA.eyJBBBBBBBBBBB.${drawn(43)}`],
    ['a public key', pem('PUBLIC KEY', pemBody)],
    ['a key without content', pem(privateKey, 'anything')],
    ['a public JSON Web Key', JSON.stringify({ kty: 'EC', crv: 'P-256', x: drawn(43), y: drawn(43, undefined, 3) })],
    ['a git hash', `uses: actions/checkout@${hex(40)}`],
    ['an integrity hash', `"integrity": "sha512-${drawn(86)}=="`],
    ['an image digest', `image@sha256:${hex(64)}`],
    ['a UUID', 'id 123e4567-e89b-42d3-a456-426614174000'],
    ['a picture', `data:image/png;base64,${pemBody}${pemBody}`],
  ])('%s is none', (_, text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('credentials in addresses', () => {
  it.each([
    ['postgresql://app:s3cr3tPass@db.test:5432/prod', 'postgres-password likely s3cr3tPass'],
    ['mysql://root:m42ploz2wd@db.test/gift', 'mysql-password likely m42ploz2wd'],
    ['mongodb+srv://app:my@R3alPass@cluster.test/x', 'mongodb-password likely my@R3alPass'],
    ['redis://:tI5aUlqkW@10.0.0.1:6379/0', 'redis-password likely tI5aUlqkW'],
    ['jdbc:postgresql://app:s3cr3tPass@db.test/prod', 'postgres-password likely s3cr3tPass'],
    ['amqps://mq:s3cr3tPass@mq.test', 'amqp-password likely s3cr3tPass'],
    ['mysql://app:tI5aUlqkW@host:3306/gift', 'mysql-password likely tI5aUlqkW'],
    ['mysql://app:kata_sandi1@host2/gift', 'mysql-password likely kata_sandi1'],
    ['https://jo:r3alP4ssw0rd@api.test/v2', 'basic-auth-url likely r3alP4ssw0rd'],
    ['ftp://deploy:s3cur3K3y@files.test', 'file-transfer-password likely s3cur3K3y'],
  ])('%s', (url, hit) => {
    expect(found(`url = "${url}"`)).toEqual([hit]);
  });

  it.each([
    'mysql://user:${PASSWORD}@db.test/x',
    'postgresql://{username}:{password}@{{host}}/x',
    'postgres://postgres:postgres@localhost/x',
    'mongodb://username:password@localhost/x',
    'https://YOUR_USER:YOUR_PASSWORD@api.test',
    'https://host.test:8000/@scope/name',
    'https://user@host.test/path',
    'ssh://git@host.test/owner/repo.git',
    'https://medium.test/@jo/a-story',
    'protocol://user[:p4ssword]@host.test/share',
    'mysql://pengguna:kata_sandi1@host/basis_data',
  ])('%s holds none', (url) => {
    expect(found(`url = "${url}"`)).toEqual([]);
  });
});

describe('a value beside a telling name', () => {
  const value = drawn(32);

  it.each([
    [`api_key = "${value}"`, 'api-key likely'],
    [`"clientSecret": "${value}"`, 'secret likely'],
    [`--auth-token ${value}`, 'token likely'],
    [`export SERVICE_TOKEN=${value}`, 'token likely'],
    [`Authorization: Bearer ${value}`, 'authorization likely'],
    [`<password>${value}</password>`, 'password likely'],
    [`{\\"apiKey\\": \\"${value}\\"}`, 'api-key likely'],
  ])('%s', (text, what) => {
    expect(found(text)).toEqual([`${what} ${value}`]);
  });

  it('is named by the vendor when name and shape agree', () => {
    expect(found(`DATADOG_API_KEY=${hex(32)}`)).toEqual([`datadog-key likely ${hex(32)}`]);
  });

  it('is only possible when it is a weak password', () => {
    expect(found('PG_PASSWORD=sunshine1!')).toEqual(['password possible sunshine1!']);
  });

  it.each([
    ...[
      '${TOKEN}',
      '$TOKEN',
      '%TOKEN%',
      '{env:TOKEN}',
      '${input:token}',
      '<your-key>',
      'xxxxxxxxxxxxxxxx',
      'changeme',
      'YOUR_API_KEY',
      'my-secret-key',
      '***',
      'op://vault/item/field',
      '/run/secrets/token',
      'process.env.TOKEN',
      'getToken()',
      'options.token',
    ].map((placeholder) => [`api_token = ${placeholder}`]),
    [`api_token = ${value}...`],
    [`api_token = ${value}…`],
    ['api_token: string'],
    [`max_tokens = ${value}`],
    [`token_limit: "${value}"`],
    [`public_key = "${value}"`],
    [`commit = "${hex(40)}"`],
    [`key = ${hex(40)}`],
    ['The token expired yesterday; ask for a new password.'],
    ['| `/etc/passwd`, `~/Library/Keychains` |'],
  ])('%s holds none', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('a value with a quote in it', () => {
  const password = `${drawn(16)}"${drawn(12, undefined, 3)}`;
  const row = { user: 'jo', password, port: 5432 };
  const written = JSON.stringify(password).slice(1, -1);

  it.each([
    ['in JSON', JSON.stringify(row), written],
    ['in JSON over several lines', JSON.stringify([row], null, 2), written],
    ['in JSON within JSON', JSON.stringify({ body: JSON.stringify(row) }), JSON.stringify(written).slice(1, -1)],
  ])('is found whole %s, so that what is left is still JSON', (_, text, whole) => {
    const [hit, ...more] = findSecrets(text);

    expect([text.slice(hit?.start, hit?.end), more]).toEqual([whole, []]);
    expect(JSON.parse(`${text.slice(0, hit?.start)}-${text.slice(hit?.end)}`)).toBeDefined();
  });

  it('ends at its quote where a backslash stands for itself, and blanks follow', () => {
    const value = drawn(20);

    expect(found(`set SERVICE_TOKEN="${value}\\" & echo "done"`)).toEqual([`token likely ${value}`]);
  });
});

describe('JSON with a backslash in front of each slash', () => {
  const inPhp = (value: unknown): string => JSON.stringify(value).replaceAll('/', '\\/');

  it('hides no password of an address', () => {
    expect(found(inPhp({ a: '/x/y', url: 'postgresql://app:s3cr3tPass@db.test:5432/prod' }))).toEqual([
      'postgres-password likely s3cr3tPass',
    ]);
  });

  it('hides no slash of a credential', () => {
    const webhook = `https://hooks.slack.com/services/T${drawn(9, 'ABCDEFGH0123')}/B${drawn(9, 'ABCDEFGH0123')}/${drawn(24)}`;
    const [hit] = found(webhook);

    expect(found(inPhp({ webhook }))).toEqual([hit?.replaceAll('/', '\\/')]);
  });

  it('makes no credential of what is none', () => {
    expect(found(inPhp({ at: 'https://host.test:8000/@scope/name', of: '/users/jo:admins/files' }))).toEqual([]);
  });
});

describe('a login on a command line', () => {
  it.each([
    ["curl -X POST 'https://a.test/?x=1&y=2' -u jo:sunshine1 -d x", 'sunshine1'],
    ['curl -k -X POST https://a.test \\\n  -H "A: b" \\\n  --user jo:sunshine1', 'sunshine1'],
    [`fetch-all -u jo:${drawn(14)}`, drawn(14)],
  ])('is found in %s', (text, password) => {
    expect(found(text)).toEqual([`password likely ${password}`]);
  });

  it.each([
    'docker run --user www-data:www-data nginx',
    'docker exec -u app-user:app-group web sh',
    'podman run --user=jenkins:docker-users2 image',
    'perldoc -u Some::Modulename',
    'rsync -u host-1:backup-2026/daily .',
    'curl https://a.test/install && docker run -u www-data:www-data nginx',
    'curl https://a.test/install\ndocker run -u www-data:www-data nginx',
  ])('is none where a program takes a user and a group: %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('a file in base64', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const bytes = (seed: number): string => drawn(76, alphabet, seed);
  const shape = `EAAA${drawn(60)}`;

  it.each([
    ['behind a sign', `${bytes(1)}${bytes(2)}/${shape}${bytes(3)}`],
    ['where a line was cut', `${bytes(1)}\n${bytes(2)}\n${shape}/${bytes(3)}`],
    ['where a line was cut, in JSON', JSON.stringify({ data: `${bytes(1)}\n${bytes(2)}\n${shape}/${bytes(3)}` })],
  ])('holds shapes of tokens by chance: %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    ['in tokens one a line', `EAAA${drawn(60, undefined, 3)}\n${shape}`, 2],
    ['in the path of an address', `https://api.test/v2/${'part/'.repeat(30)}${shape}`, 1],
    ['behind base64 and a blank', `${bytes(1)}${bytes(2)} ${shape}`, 1],
    ['in a short path', `keys/2026/${shape}`, 1],
  ])('is something else than a token %s', (_, text, count) => {
    expect(found(text)).toHaveLength(count);
  });
});

describe('what everybody may know', () => {
  const account = `0x${hex(40)}`;

  it.each([
    ['an account of a blockchain', `"token": "${account}"`],
    ['a name of such an account', `token_address=${drawn(44)}`],
    ['a public SSH key', `sshKey: "AAAAC3NzaC1lZDI1NTE5AAAAI${drawn(43)}"`],
    ['where Amazon keeps a secret', 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:prod/db-x7Yz9Q'],
    ['the address that Sentry takes events at', `https://${hex(32)}@o4711.ingest.us.sentry.io/4508`],
    ['a document of Lark', `"token": "doxcn${drawn(22)}"`],
    ['the hash of a secret that was found', `"hashed_secret": "${hex(40)}"`],
    ['a base of Lark', `"app_token": "${drawn(27)}"`],
  ])('is no credential: %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    ['a key of a wallet', `"wallet_private_key": "0x${hex(64)}"`],
    ['a token', `"token": "${drawn(44)}"`],
    ['a token of an application', `"app_token": "${drawn(30)}"`],
    ['a secret beside its name', `arn:aws:sns:eu-central-1:123456789012:secret: "${drawn(30)}"`],
    ['a key in front of another host', `https://${hex(32)}@api.test/4508`],
    ['a host that only ends so', `https://${hex(32)}@notsentry.io/4508`],
  ])('is something else than %s', (_, text) => {
    expect(found(text)).toHaveLength(1);
  });
});

describe('hits that overlap', () => {
  it('become one, named by the more telling', () => {
    const token = withChecksum('ghp_');

    expect(found(`GITHUB_TOKEN="${token}"`)).toEqual([`github-token certain ${token}`]);
  });
});

describe('text that is made to be slow', () => {
  it.each([
    'a',
    'AKIA',
    'eyJ',
    '.eyJ',
    'password=',
    'sk-ant-',
    'token ',
    `-----BEGIN ${privateKey}-----`,
    '://a:',
    '"kty":',
    'xoxb-1-',
    '--user a:',
    'AAAA%',
    'secret_',
    '\\n',
    '🔑',
  ])('needs no more looks than it has characters: %j', (piece) => {
    const text = piece.repeat(Math.ceil(20_000 / piece.length));

    expect(inspectForSecrets(text).places).toBeLessThanOrEqual(text.length * 1.5);
  });

  it('needs twice the looks for twice the text', () => {
    const piece = 'password=sk-ant-eyJ://a:b@c ';

    const once = inspectForSecrets(piece.repeat(1000)).places;
    const twice = inspectForSecrets(piece.repeat(2000)).places;

    expect(twice).toBeLessThanOrEqual(once * 2 + 10);
  });
});
