import { afterEach, describe, expect, it } from 'vitest';
import { withChecksum } from '../../scanner/detect/secrets/drawn.ts';
import { callOf, resultOf } from '../conversation-of-two.ts';
import { removeFolders } from '../real-shim.ts';
import { inspectedTalk, type InspectedTalk } from './inspected-talk.ts';

afterEach(removeFolders);

const token = withChecksum('ghp_');
const holding = { content: [{ type: 'text', text: `it is ${token}` }] };
const cancel = '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":5}}';

/** Secrets are taken out of what tools say whose names begin with an `a`; `denied` is never allowed, and not shown. */
const policy = {
  'settings.yaml': 'version: 1\nmode: monitor\nhideDenied: true\n',
  'person.cedar': [
    '@id("redacts") @redact("secret") permit (principal, action, resource) when { resource.name like "a*" };',
    '@id("denies") forbid (principal, action, resource) when { resource.name == "denied" };',
  ].join('\n'),
};

async function sent(between: InspectedTalk, line: string): Promise<void> {
  between.client(line);
  await between.arrived();
}

describe('what a decision wants taken out of an answer', () => {
  it('is taken out, and not out of the answers of other calls', async () => {
    const between = await inspectedTalk(policy);
    await sent(between, callOf(1, 'b'));
    between.server(resultOf(1, holding));
    await sent(between, callOf(2, 'a'));
    between.server(resultOf(2, holding));

    expect(await between.heard()).toMatchObject({ id: 1, result: holding });
    expect(JSON.stringify(await between.heard())).toContain('‹redacted:');
  });

  it('is taken out when the id was that of a cancelled call before', async () => {
    const between = await inspectedTalk(policy);
    await sent(between, callOf(5, 'bsilent'));
    await sent(between, cancel);
    await sent(between, callOf(5, 'a'));
    between.server(resultOf(5, holding));

    expect(JSON.stringify(await between.heard())).not.toContain(token);
  });
});

describe('a list of tools', () => {
  it.each([
    ['after a cancelled call', [callOf(5, 'bsilent'), cancel, '{"jsonrpc":"2.0","id":5,"method":"tools/list"}']],
    ['before a call', ['{"jsonrpc":"2.0","id":5,"method":"tools/list"}', cancel, callOf(5, 'b')]],
  ])('is without what can never be called, also with an id that was used before: %s', async (_, lines) => {
    const between = await inspectedTalk(policy);
    for (const line of lines) {
      await sent(between, line);
    }
    between.server(
      resultOf(5, {
        tools: [
          { name: 'denied', inputSchema: {} },
          { name: 'b', inputSchema: {} },
        ],
      }),
    );

    expect(await between.heard()).toMatchObject({ result: { tools: [{ name: 'b' }] } });
  });
});
