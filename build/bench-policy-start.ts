// What a shim does with a policy when it starts, or nothing: run by bench-policy.ts, which measures it from outside.
import { readFileSync } from 'node:fs';
import { inForce } from '../policy/bundle/store.ts';
import { decide } from '../policy/decide/decide.ts';
import type { CallFacts } from '../policy/decide/facts.ts';

// A shim has hashed something before it comes to its policy.
process.getBuiltinModule('node:crypto').createHash('sha256').update('').digest('hex');
const [folder, call] = process.argv.slice(2);
const begun = performance.now();
if (folder !== undefined && call !== undefined) {
  const found = inForce(folder, { kind: 'local' }, new Date());
  // Written by the benchmark itself.
  const facts = JSON.parse(readFileSync(call, 'utf8')) as CallFacts;
  if (found.kind !== 'in-force' || decide(facts, found.verified.loaded.policy).effect === undefined) {
    process.exitCode = 1;
  }
}
const loadMs = performance.now() - begun;
globalThis.gc?.();
process.stdout.write(
  JSON.stringify({ loadMs, rssKb: process.memoryUsage().rss / 1024, heapKb: process.memoryUsage().heapUsed / 1024 }),
);
