import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { laptop, type Laptop } from './laptop.ts';

let here: Laptop;
beforeEach(() => {
  here = laptop();
});
afterEach(() => here.remove());

const cursor = '.cursor/mcp.json';
const two = '{\n  // mine\n  "mcpServers": {\n    "a": { "command": "npx", "args": ["-y", "a-server"] },\n    "b": { "command": "b-server" },\n  },\n}\n';

describe('a home that is protected and restored', () => {
  it('gets its exact bytes back', async () => {
    here.write(cursor, two);

    const there = await here.run(['protect', '--yes']);
    const guarded = here.read(cursor);
    const back = await here.run(['restore', '--all']);

    expect(there).toMatchObject({ code: 0 });
    expect(guarded).toContain(`"command": "${here.launcher}", "args": ["run", "--client", "cursor", "--server", "a", "--", "npx", "-y", "a-server"]`);
    expect(back).toMatchObject({ code: 0 });
    expect(here.read(cursor)).toBe(two);
  });
});
