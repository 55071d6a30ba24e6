import { writeSync } from 'node:fs';
import { parseArguments } from './arguments.ts';
import { noJudges } from './pipeline.ts';
import { run } from './run.ts';
import { version } from './version.ts';

const options = parseArguments(process.argv.slice(2));
switch (options.kind) {
  case 'run':
    run(options, { judges: noJudges, version, durability: 'os' });
    break;
  case 'version':
    writeSync(1, `${version}\n`);
    break;
  case 'wrong':
    writeSync(
      2,
      `sallyport-shim: ${options.why}\nusage: sallyport-shim run --client ID --server NAME [--state DIR] -- COMMAND [ARGUMENT…]\n`,
    );
    process.exitCode = 2;
}
