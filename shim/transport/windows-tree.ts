import { spawnSync } from 'node:child_process';
import type { ServerTree } from './ending.ts';

/** Windows keeps no signals and forgets parents: its own tool ends the tree while the server still stands. */
export function windowsTree(serverPid: () => number | undefined): ServerTree {
  return {
    outlivesServer: false,
    look: () => [],
    signal: () => {
      const pid = serverPid();
      if (pid === undefined) {
        return 0;
      }
      spawnSync('taskkill', ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
      return 1;
    },
  };
}
