import { writeSync } from 'node:fs';
import { parseArguments } from './arguments.ts';
import { brokenJudges } from './broken-judges.ts';
import { limitsOf } from './limits.ts';
import { run, type Judging, type JudgingDeps } from './run.ts';
import { say } from './transport/say.ts';
import { version } from './version.ts';

const options = parseArguments(process.argv.slice(2));
switch (options.kind) {
  case 'run':
    void run(options, { judging, version });
    break;
  case 'version':
    writeSync(1, `${version}\n`);
    break;
  case 'wrong':
    say(
      `sallyport-shim: ${options.why}\nusage: sallyport-shim run --client ID --server NAME [--state DIR] -- COMMAND [ARGUMENT…]`,
    );
    process.exitCode = 2;
}

/** Loaded when the server has been started: what it takes is nobody's time. */
async function judging(deps: JudgingDeps): Promise<Judging> {
  try {
    const { judgesHere } = await import('./policy/judges-here.ts');
    return judgesHere(deps);
  } catch (error) {
    say(
      `sallyport: deciding does not work (${error instanceof Error ? error.message : 'unknown cause'}); run "sallyport doctor"`,
    );
    return { judges: brokenJudges(error, deps.stateFolder), durability: 'os', limits: limitsOf({}) };
  }
}
