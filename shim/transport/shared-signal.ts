import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';

/** A server that ends in an orderly way has mostly ended by then; it comes before anybody is asked by another signal. */
export const sharedWaitMs = 600;

/**
 * Whether the server may have got this signal already, so that ours would be its second and cut its orderly end short. A
 * client's `kill` goes to us alone. But Ctrl+C goes to every process of the group in front of the terminal, the end of a
 * terminal (SIGHUP) to its groups, and who has put us at the head of a group of our own did so to end all of it at once. Node
 * does not tell who sent a signal, or to whom. What can be told is where a signal to the group is unlikely, as from every
 * desktop application, and where a second one does no harm, because the server does not catch it and so has either ended or
 * never got it: there it is handed on at once. In all other cases the server gets end of input at once, as from a client that
 * ends, and the signal when it is still there a little later.
 */
export function isPerhapsShared(signal: NodeJS.Signals, serverPid: number | undefined): boolean {
  const { platform } = process;
  if (platform === 'win32') {
    // There signals come from a console and from nowhere else, and to send one is to kill.
    return true;
  }
  return platform === 'linux'
    ? (signal === 'SIGHUP' || isForGroup(signal, linuxGroups())) && catches(serverPid, signal)
    : isForGroup(signal, listedGroups());
}

function isForGroup(signal: NodeJS.Signals, { own, front }: Groups): boolean {
  return own !== undefined && (own === String(process.pid) || (signal === 'SIGINT' && own === front));
}

interface Groups {
  readonly own: string | undefined;
  /** The one that the terminal's keys are for; `-1` or `0` without a terminal. */
  readonly front: string | undefined;
}

function linuxGroups(): Groups {
  const stat = readFileSync('/proc/self/stat', 'latin1');
  const [, , own, , , front] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { own, front };
}

function listedGroups(): Groups {
  const { stdout } = spawnSync('/bin/ps', ['-o', 'pgid=,tpgid=', '-p', String(process.pid)], {
    encoding: 'utf8',
    timeout: 500,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [own, front] = (stdout ?? '').trim().split(/\s+/);
  return { own, front };
}

function catches(pid: number | undefined, signal: NodeJS.Signals): boolean {
  try {
    const mask = /^SigCgt:\s*([0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? '0';
    return ((BigInt(`0x${mask}`) >> BigInt(constants.signals[signal] - 1)) & 1n) === 1n;
  } catch {
    // It has ended.
    return false;
  }
}
