import { at } from '../formats/document.ts';
import type { Entry } from '../model/launch.ts';

/**
 * Adds what an Amazon Q or Kiro agent file allows without asking: `@server` and `@server/tool` in `allowedTools`,
 * with `*` and `?` in either part. A bare `*` allows nothing there.
 */
export function withAllowedTools(entry: Entry, agent: unknown): Entry {
  const allowed = at(agent, ['allowedTools']);
  const patterns = Array.isArray(allowed) ? allowed.flatMap((item) => toolPattern(item, entry.name)) : [];
  if (patterns.length === 0 || entry.switches.autoApprove === 'all') {
    return entry;
  }
  const autoApprove = patterns.includes('*') ? 'all' : [...entry.switches.autoApprove, ...patterns];
  const autoApproveAt = entry.switches.autoApproveAt ?? '/allowedTools';
  return { ...entry, switches: { ...entry.switches, autoApprove, autoApproveAt } };
}

/** The tools of this server that one item allows, `*` for all of them. */
function toolPattern(item: unknown, server: string): readonly string[] {
  const match = typeof item === 'string' ? /^@([^/]+)(?:\/(.+))?$/.exec(item) : null;
  return match?.[1] !== undefined && matches(match[1], server) ? [match[2] ?? '*'] : [];
}

/** `*` is any text, `?` one character. Walks back to the last `*` only, so it stays quick on hostile patterns. */
function matches(pattern: string, text: string): boolean {
  let p = 0;
  let star = -1;
  let resume = 0;
  for (let t = 0; t < text.length;) {
    if (pattern[p] === '*') {
      star = p;
      resume = t;
      p += 1;
    } else if (pattern[p] === '?' || pattern[p] === text[t]) {
      p += 1;
      t += 1;
    } else if (star !== -1) {
      p = star + 1;
      resume += 1;
      t = resume;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(p));
}
