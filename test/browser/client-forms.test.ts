import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeDemoHome } from '../../build/demo-home.ts';
import { ask } from '../../build/screens/play.ts';
import { guardedWarehouse, inForce } from '../e2e/policy/guarded.ts';
import { type RealShim, removeFolders } from '../shim/real-shim.ts';
import { type BrowserUnderTest, browserOver, describeInBrowser, goTo } from './a-window.ts';

const policy = {
  'settings.yaml': 'version: 1\nelicitation: true\n',
  'person.cedar': `@id("default") permit (principal, action, resource);
    @id("asks-to-read") @ask("May it read this?") permit (principal, action == MCP::Action::"tools/call", resource)
      when { resource.effect == "read" };`,
};

type Warehouse = ReturnType<typeof guardedWarehouse>;

/** A form that a client shows to its person. Answering gives what the client's call then came to. */
interface Form {
  answer(isYes: boolean): Promise<string>;
}

/** How clients of an era call tools and show forms. */
interface Era {
  readonly name: string;
  begin(shim: RealShim): Promise<void>;
  call(shim: RealShim, id: number, args: object): void;
  /** The form that the call of this number has led to. */
  form(shim: RealShim, id: number, args: object): Promise<Form>;
  /** Whether the client was shown any form. */
  hasForms(shim: RealShim, id: number): Promise<boolean>;
}

const answerOf = (isYes: boolean): object =>
  isYes ? { action: 'accept', content: { allow: true } } : { action: 'decline' };

async function textOf(shim: RealShim, id: number): Promise<string> {
  const { result } = await shim.reply(id);
  return result?.content?.[0]?.text ?? JSON.stringify(result);
}

/** Makes the client wait for minutes, as this one does where it hears of progress. */
const patient = 'vscode';
const followed = (id: number): object => ({ progressToken: id });

const older: Era = {
  name: 'the older era',
  begin: async (shim) => {
    const capabilities = { elicitation: {} };
    const clientInfo = { name: 'test', version: '1' };
    shim.send({ id: 0, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities, clientInfo } });
    await shim.reply(0);
  },
  call: (shim, id, args) =>
    shim.send({ id, method: 'tools/call', params: { name: 'query', arguments: args, _meta: followed(id) } }),
  form: async (shim, id) => {
    const shown = (): readonly { readonly id?: unknown }[] =>
      shim.notifications().filter(({ method }) => method === 'elicitation/create');
    const before = forms.get(shim) ?? 0;
    await vi.waitUntil(() => shown().length > before, { timeout: 30_000 });
    forms.set(shim, before + 1);
    const form = shown()[before]?.id;
    return {
      answer: (isYes) => {
        shim.send({ id: form, result: answerOf(isYes) });
        return textOf(shim, id);
      },
    };
  },
  hasForms: (shim) => Promise.resolve(shim.notifications().some(({ method }) => method === 'elicitation/create')),
};
const forms = new Map<RealShim, number>();

const newerMeta = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': { elicitation: { form: {} } },
};
const newer: Era = {
  name: 'the newer era',
  begin: () => Promise.resolve(),
  call: (shim, id, args) =>
    shim.send({
      id,
      method: 'tools/call',
      params: { name: 'query', arguments: args, _meta: { ...newerMeta, ...followed(id) } },
    }),
  form: async (shim, id, args) => {
    const { result } = await shim.reply(id);
    const { requestState } = result as { readonly requestState?: string };
    if (requestState === undefined) {
      throw new Error(`no form was shown: ${JSON.stringify(result)}`);
    }
    let next = id * 100;
    return {
      answer: (isYes) => {
        next += 1;
        const inputResponses = { sallyport: answerOf(isYes) };
        const params = { name: 'query', arguments: args, _meta: newerMeta, inputResponses, requestState };
        shim.send({ id: next, method: 'tools/call', params });
        return textOf(shim, next);
      },
    };
  },
  hasForms: async (shim, id) => JSON.stringify(await shim.reply(id)).includes('input_required'),
};

describeInBrowser('a window, and a client with forms of its own', () => {
  let under: BrowserUnderTest;
  const warehouses = new Map<Era, Warehouse>();
  const open = new Map<string, Form>();
  /** Numbers of calls, each for one test. */
  const opened = { 'window first': 1, 'form first': 2, 'form alone': 3 } as const;
  const argsOf = (id: number): object => ({ sql: `select ${id}` });
  const formOf = (era: Era, which: keyof typeof opened): Form => {
    const form = open.get(`${era.name} ${which}`);
    if (form === undefined) {
      throw new Error('no such form was shown');
    }
    return form;
  };
  beforeAll(async () => {
    // Forms are for where nobody else can ask: these calls come before the daemon does.
    under = await browserOver(async (home) => {
      await makeDemoHome(home);
      const state = join(home, '.sallyport');
      await inForce(state, policy);
      for (const era of [older, newer]) {
        const shim = guardedWarehouse(state, era === older ? 'old' : 'new', patient);
        warehouses.set(era, shim);
        await era.begin(shim);
        for (const [which, id] of Object.entries(opened)) {
          era.call(shim, id, argsOf(id));
          open.set(`${era.name} ${which}`, await era.form(shim, id, argsOf(id)));
        }
      }
    });
  });
  afterAll(async () => {
    await under.close();
    removeFolders();
  });

  const shimOf = (era: Era): Warehouse => {
    const shim = warehouses.get(era);
    if (shim === undefined) {
      throw new Error('no shim of this era');
    }
    return shim;
  };
  /** How often the server ran the call with these arguments. */
  const runsOf = (era: Era, id: number): number =>
    shimOf(era)
      .ran()
      .filter((line) => line.includes(`select ${id}"`)).length;

  it('has no question that is put by a form', async () => {
    const page = await onApprovals(under);

    await page.getByRole('heading', { name: 'Nothing waits for you' }).waitFor();

    await expect(ask(under.stage, 'approvals.list', {})).resolves.toMatchObject({ kind: 'open', groups: [] });
    await page.close();
  });

  describe.each([older, newer])('of $name', (era) => {
    it('is not asked twice: where the window asks, the client shows no form', async () => {
      const shim = guardedWarehouse(under.stage.stateFolder, era === older ? 'later-old' : 'later-new', patient);
      await era.begin(shim);
      const page = await onApprovals(under);

      era.call(shim, 1, argsOf(10));
      await allowInWindow(page);

      expect(await textOf(shim, 1)).toBe('query done');
      expect(await era.hasForms(shim, 1)).toBe(false);
      await page.close();
    });

    it('is answered in the window, and the late answer of the form counts for its own call alone', async () => {
      const shim = shimOf(era);
      const page = await onApprovals(under);
      era.call(shim, 11, argsOf(1));
      await allowInWindow(page);
      expect(await textOf(shim, 11)).toBe('query done');

      const late = formOf(era, 'window first').answer(false);

      expect(await late).toContain('asked about this call by this client and did not approve it');
      expect(runsOf(era, 1)).toBe(1);
      await page.close();
    });

    it('is answered by the form, and the question of the window stays and is denied', async () => {
      const shim = shimOf(era);
      const page = await onApprovals(under);
      era.call(shim, 12, argsOf(2));
      await page.getByText('vscode wants to run query on').waitFor();

      expect(await formOf(era, 'form first').answer(true)).toBe('query done');
      await page.getByText('vscode wants to run query on').waitFor();
      await denyInWindow(page, 'once is enough');

      expect(await textOf(shim, 12)).toContain('They say: once is enough');
      expect(runsOf(era, 2)).toBe(1);
      await page.close();
    });

    it('tells afterwards by which way the yes came', async () => {
      await formOf(era, 'form alone').answer(true);
      const page = await under.open();
      await goTo(page, 'activity');
      await page.getByRole('combobox', { name: 'Kind' }).selectOption('decision');
      await page.getByRole('searchbox').fill('by way of');

      const newest = page.getByRole('row', { name: /decision.*query.*allowed/ }).first();
      const answeredBy = page.getByRole('region', { name: 'The whole story' }).getByText('elicitation').first();
      // The row above it goes when the search is done, and this one comes when it is taken in.
      await vi.waitFor(
        async () => {
          await newest.click();
          await expect(answeredBy.waitFor({ timeout: 1_000 })).resolves.toBeUndefined();
        },
        { timeout: 30_000, interval: 200 },
      );
      await page.close();
    });
  });

  it('takes an answer of a form once: repeated, it is a question for the window', async () => {
    const shim = shimOf(newer);
    const page = await onApprovals(under);
    const again = formOf(newer, 'form alone').answer(true);

    await page.getByText('vscode wants to run query on').waitFor();
    await denyInWindow(page, 'that was yesterday');

    expect(await again).toContain('They say: that was yesterday');
    expect(runsOf(newer, 3)).toBe(1);
    expect(shim.child.exitCode).toBeNull();
    await page.close();
  });
});

async function onApprovals(under: BrowserUnderTest): Promise<Page> {
  const page = await under.open();
  await goTo(page, 'approvals');
  return page;
}

async function allowInWindow(page: Page): Promise<void> {
  await page.getByText('vscode wants to run query on').waitFor();
  await page.keyboard.press('a');
  await page.getByRole('button', { name: 'Yes, do it' }).click();
  await page.getByText('1 call allowed.').waitFor();
}

async function denyInWindow(page: Page, reason: string): Promise<void> {
  await page.keyboard.press('d');
  await page.keyboard.type(reason);
  await page.getByRole('dialog').getByRole('button', { name: 'Deny' }).click();
  await page.getByText('1 call denied.').waitFor();
}
