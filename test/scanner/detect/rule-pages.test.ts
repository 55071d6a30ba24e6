import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const pages = readdirSync(join(root, 'docs/rules'))
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .map((name) => name.replace(/\.md$/, ''));
const rules = rulesInSource();

describe('the pages of the rules', () => {
  it('are there for every rule that is reported, and for no other', () => {
    expect(pages.toSorted()).toEqual(rules.map((rule) => rule.replace('/', '-')).toSorted());
  });

  it.each(rules)('say how to suppress %s, under its own title', (rule) => {
    const page = pageOf(rule);

    expect(page.split('\n')[0]).toBe(`# ${rule}`);
    expect(page).toContain(howToSuppress(rule));
  });

  it('are all linked from the table', () => {
    const table = readFileSync(join(root, 'docs/rules/README.md'), 'utf8');

    const linked = Array.from(
      table.matchAll(/^\| \[([^\]]+)\]\(([^)]+)\.md\)/gm),
      ([, rule, page]) => `${rule} ${page}`,
    );

    expect(linked.toSorted()).toEqual(rules.map((rule) => `${rule} ${rule.replace('/', '-')}`).toSorted());
  });
});

/** A switch of the client belongs to no server, and what passes is set aside by the policy. */
function howToSuppress(rule: string): string {
  if (rule.startsWith('content/')) {
    return `**Suppress:** in \`content.yaml\`, until a day: \`- { rule: ${rule}, target: TOOL`;
  }
  if (rule.startsWith('pin/')) {
    return '**Accept:** `sallyport pins accept';
  }
  return `sallyport suppress ${rule} ${rule.startsWith('client/') ? '--reason' : '--server'}`;
}

/** Every quoted rule id in the source of whoever reports any. */
function rulesInSource(): readonly string[] {
  const files = ['scanner', 'shim/pins'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(root, folder, name)),
  );
  const found = files.flatMap((file) =>
    Array.from(
      readFileSync(file, 'utf8').matchAll(/'((?:config|client|advisory|container|content|pin)\/[a-z-]+)'/g),
      ([, rule]) => rule ?? '',
    ),
  );
  return [...new Set(found)].toSorted();
}

function pageOf(rule: string): string {
  try {
    return readFileSync(join(root, 'docs/rules', `${rule.replace('/', '-')}.md`), 'utf8');
  } catch {
    return ''; // the first test names the page that is missing
  }
}
