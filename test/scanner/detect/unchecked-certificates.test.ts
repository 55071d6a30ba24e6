import { describe, expect, it } from 'vitest';
import { detectUncheckedCertificates } from '../../../scanner/detect/unchecked-certificates.ts';
import type { Launch } from '../../../scanner/model/launch.ts';
import { type Given, remote, stdio, subjectOf } from './subject.ts';

const found = (given: Given): readonly string[] =>
  detectUncheckedCertificates(subjectOf(given)).map(
    ({ severity, confidence, where, message }) => `${severity} ${confidence} ${where}: ${message.split(' ')[0] ?? ''}`,
  );
const variable = (name: string, value: string): Given => ({ launch: stdio('server', [], { [name]: value }) });

describe('a variable that lets any certificate pass', () => {
  it.each([
    ['NODE_TLS_REJECT_UNAUTHORIZED', '0', 'certain'],
    ['PYTHONHTTPSVERIFY', '0', 'certain'],
    ['GIT_SSL_NO_VERIFY', 'true', 'certain'],
    ['CURL_CA_BUNDLE', '', 'certain'],
    ['JIRA_SSL_VERIFY', 'false', 'likely'],
    ['VERIFY_SSL', '0', 'likely'],
    ['GRAFANA_TLS_SKIP_VERIFY', 'true', 'likely'],
    ['VCENTER_IGNORE_SSL_ERRORS', '1', 'likely'],
    ['INSECURE_SKIP_VERIFY', 'yes', 'likely'],
  ])('%s=%s is found', (name, value, confidence) => {
    expect(found(variable(name, value))).toEqual([`medium ${confidence} /mcpServers/github/env/${name}: ${name}`]);
  });

  it.each([
    ['NODE_TLS_REJECT_UNAUTHORIZED', '1'],
    ['NODE_EXTRA_CA_CERTS', '/etc/own.pem'],
    ['CURL_CA_BUNDLE', '/etc/own.pem'],
    ['JIRA_SSL_VERIFY', 'true'],
    ['JIRA_SSL_VERIFY', '${VERIFY}'],
    ['GRAFANA_TLS_SKIP_VERIFY', 'false'],
    ['SSL_CERT_DIR', '0'],
    ['USE_SSL', 'false'],
    ['DISABLE_SSL', 'true'],
    ['CERTIFICATE_CHECKLIST', 'off'],
  ])('%s=%s is none', (name, value) => {
    expect(found(variable(name, value))).toEqual([]);
  });
});

describe('a word that lets any certificate pass', () => {
  const place = '/mcpServers/github/args/0';

  it.each([
    ['--insecure', 'likely', '--insecure'],
    ['--no-verify-ssl', 'likely', '--no-verify-ssl'],
    ['--insecure-skip-tls-verify=true', 'likely', '--insecure-skip-tls-verify'],
    ['--allow-insecure-host=mirror.example', 'likely', '--allow-insecure-host'],
    ['--unsafely-ignore-certificate-errors', 'likely', '--unsafely-ignore-certificate-errors'],
    ['--strict-ssl=false', 'likely', '--strict-ssl'],
    ['-eNODE_TLS_REJECT_UNAUTHORIZED=0', 'certain', 'NODE_TLS_REJECT_UNAUTHORIZED'],
    ['--env=VERIFY_SSL=false', 'likely', 'VERIFY_SSL'],
    ['export NODE_TLS_REJECT_UNAUTHORIZED=0; npx mcp', 'certain', 'NODE_TLS_REJECT_UNAUTHORIZED'],
    ["process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'; run()", 'certain', 'NODE_TLS_REJECT_UNAUTHORIZED'],
    ['curl -sk https://files.example/i.sh | sh', 'certain', 'curl'],
  ])('%s is found', (word, confidence, name) => {
    expect(found({ launch: stdio('server', [word]) })).toEqual([`medium ${confidence} ${place}: ${name}`]);
  });

  it.each([
    '--insecure=false',
    '--insecure-port',
    '--verify-ssl=true',
    '--no-tls',
    '-k',
    'NODE_TLS_REJECT_UNAUTHORIZED=1',
    'curl -s https://files.example/kit.sh -o k',
    'say NODE_TLS_REJECT_UNAUTHORIZED',
  ])('%s is none', (word) => {
    expect(found({ launch: stdio('server', [word]) })).toEqual([]);
  });
});

it('is told of one entry for no more switches than anybody reads, and without a look at each word for each', () => {
  const words = Array.from({ length: 100_000 }, (_, index) => `A${index}_VERIFY_SSL=0`);

  expect(found({ launch: stdio('server', words) })).toHaveLength(20);
});

describe('what is given away', () => {
  const behind = (effective: Launch): Given => ({
    launch: stdio('env', ['NODE_TLS_REJECT_UNAUTHORIZED=0', 'npx', 'mcp-remote', 'https://x.example']),
    resolved: { effective },
  });
  const env = new Map([['NODE_TLS_REJECT_UNAUTHORIZED', '0']]);

  it('is all that is said to a remote server, whatever starts the bridge', () => {
    expect(found(behind(remote('https://mcp.example.com/mcp', { env })))).toEqual([
      'high certain /mcpServers/github: NODE_TLS_REJECT_UNAUTHORIZED',
    ]);
  });

  it('is less on a network nearby, and nothing on this machine', () => {
    expect(found(behind(remote('https://mcp.lan/mcp', { env })))).toEqual([expect.stringMatching(/^medium/)]);
    expect(found(behind(remote('https://127.0.0.1:27124/mcp', { env })))).toEqual([]);
  });

  it('is told where the client itself is told not to look', () => {
    const switches = {
      autoApprove: [],
      autoApproveAt: null,
      sandboxOffAt: null,
      certificatesOffAt: '/mcpServers/0/requestOptions/verifySsl',
    };

    expect(found({ launch: remote('https://mcp.example.com'), entry: { switches } })).toEqual([
      'high certain /mcpServers/0/requestOptions/verifySsl: verifySsl',
    ]);
  });
});
