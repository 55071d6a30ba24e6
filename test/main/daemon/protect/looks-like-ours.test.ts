import { describe, expect, it } from 'vitest';
import { looksLikeOurs } from '../../../../main/daemon/protect/looks-like-ours.ts';

const shim = '/home/u/.sallyport/bin/sallyport-shim';
const words = '"run", "--client", "cursor", "--server", "a", "--", "npx"';

describe('text that may hold an entry of ours', () => {
  it.each([
    ['in a comment of JSON', `// "a": { "command": "${shim}", "args": [${words}] }`],
    [
      'in a comment over several lines',
      `// "args": [\n//   "run",\n//   "--client",\n// ], "command": x/sallyport-shim`,
    ],
    ['as a command list', `{ "command": ["${shim}", ${words}] }`],
    ['with its arguments cut', `{ "off": { "command": "${shim}" } }`],
    ['on Windows', String.raw`{ "command": "C:\\Users\\u\\.sallyport\\bin\\sallyport-shim.exe" }`],
    ['as TOML', `# command = '${shim}'`],
    ['as YAML written anew', `#  command: ${shim}  # ours\n`],
    ['as rows of YAML', `x:\r\n  - ${shim}\r\n  - run\r\n  - --client\r\n`],
    ['behind a shell', `"args": ["-c", "exec ${shim} run --client cursor -- npx"]`],
  ])('stands %s', (_where, text) => {
    expect(looksLikeOurs(text)).toBe(true);
  });

  it.each([
    ['a remark with its path', `// guarded by ${shim}, see the handbook`],
    ['a remark under a key', `{ "_comment": "before ${shim} came, this was npx" }`],
    ['a remark in YAML', `# note: not behind ${shim} yet\ncommand: npx`],
    ['its name alone', 'sallyport-shim'],
    ['words like ours of somebody else', `{ "command": "docker", "args": ["run", "--client", "x"] }`],
    ['another program beside it', `{ "command": "${shim}-wrapper" }`],
  ])('is not %s', (_what, text) => {
    expect(looksLikeOurs(text)).toBe(false);
  });
});
