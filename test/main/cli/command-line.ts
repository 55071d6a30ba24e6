import { join } from 'node:path';
import { type CliDeps, runCli } from '../../../main/cli/run-cli.ts';
import { verbs } from '../../../main/cli/verbs.ts';
import { folderWith, now } from '../scan-home.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs command lines in one home, with a person at the terminal who gives these answers, one a question. */
export function commandLine(files: Readonly<Record<string, unknown>>): {
  readonly home: string;
  run: (words: readonly string[], answers?: readonly string[] | null, agent?: string) => Promise<Ran>;
} {
  const home = folderWith(files);
  return {
    home,
    run: async (words, answers = null, agent) => {
      let out = '';
      let err = '';
      const left = [...(answers ?? [])];
      const deps: CliDeps = {
        verbs,
        env: {},
        machine: () => ({
          os: 'linux',
          home,
          env: { USER: 'kim' },
          system: join(home, 'system'),
          searchPath: [],
          programEndings: [''],
          userId: process.getuid?.() ?? null,
        }),
        now,
        output: {
          out: (text) => void (out += text),
          note: (text) => void (err += `${text}\n`),
          taken: async () => true,
          isTerminal: false,
          color: false,
          columns: 120,
        },
        ask: answers === null ? null : async () => left.shift() ?? '',
        agentAbove: async () => agent ?? null,
        runningClients: async () => new Set(),
      };
      const code = await runCli(words, deps);
      return { code, out, err };
    },
  };
}
