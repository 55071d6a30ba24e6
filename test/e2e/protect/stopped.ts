// Protects or restores a home and dies at the given step, as if the power had gone.
import type { Step } from '../../../main/daemon/protect/replace-file.ts';
import { laptopAt } from '../../main/daemon/protect/laptop.ts';

const [home = '', verb = '', at = ''] = process.argv.slice(2);

const onStep = (step: Step): void => {
  if (step === at) {
    process.kill(process.pid, 'SIGKILL');
  }
};
await (verb === 'restore' ? laptopAt(home).restore({ onStep }) : laptopAt(home).protect({ onStep }));
