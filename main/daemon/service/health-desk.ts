import { mapStrings, shownWriter } from '../../../scanner/display.ts';
import type { Machine } from '../../../scanner/machine.ts';
import type { ProcessTable } from '../../../shim/session/process-table.ts';
import type { HealthLine, StatusView } from '../../contract/health.ts';
import type { Handlers } from '../../contract/operations.ts';
import { toolVersion } from '../../version.ts';
import { examine } from '../doctor/doctor.ts';
import type { Finding } from '../doctor/finding.ts';
import { checkRoutes } from '../doctor/check-configs.ts';
import type { RunningClients } from '../protect/running-clients.ts';
import { type Status, statusOf } from '../status/status.ts';

export interface HealthDeskDeps {
  readonly machine: Machine;
  readonly stateFolder: string;
  readonly now: () => Date;
  readonly since: string;
  readonly host: StatusView['daemon']['host'];
  readonly processes: ProcessTable;
  readonly running: RunningClients;
  readonly mayReadGuarded: () => boolean;
  readonly projects: () => readonly string[];
}

/** Tells what runs, and what is wrong on this machine. Mends nothing: that is `sallyport doctor` in a terminal. */
export function healthDesk(deps: HealthDeskDeps): Pick<Handlers, 'status.show' | 'doctor.run'> {
  const { stateFolder, machine, processes, since, host, now } = deps;
  const show = <Value>(value: Value): Value => mapStrings(value, shownWriter(machine.home));
  const request = () => ({
    machine,
    stateFolder,
    processes,
    mayReadGuarded: deps.mayReadGuarded(),
    projects: deps.projects(),
    now: now(),
  });
  return {
    'status.show': async () => {
      const status = await statusOf(request());
      return {
        version: toolVersion,
        daemon: { pid: process.pid, since, host },
        stateFolder: show(stateFolder),
        isWatching: true,
        lines: show([shimLine(status), policyLine(status), ...checkRoutes(status).map(lineOf)]),
      };
    },
    'doctor.run': async () => {
      const { findings } = await examine({
        ...request(),
        mayMend: false,
        mayRewrite: () => Promise.resolve(false),
        holdMs: 0,
        running: deps.running,
      });
      return show(findings.map(lineOf));
    },
  };
}

const states: Readonly<Record<Finding['state'], HealthLine['state']>> = {
  ok: 'ok',
  mended: 'ok',
  note: 'attention',
  broken: 'broken',
};

function lineOf({ about, kind, parts, state, text, remedy }: Finding, index: number): HealthLine {
  return { id: `${about}-${index}`, kind, parts, state: states[state], message: text, remedy };
}

function shimLine({ shim, withoutShim }: Status): HealthLine {
  if (shim.launcher === 'present' && shim.current !== null) {
    return {
      id: 'shim',
      kind: 'shim-fine',
      parts: [shim.current],
      state: 'ok',
      message: `the shim is installed, version ${shim.current}`,
      remedy: null,
    };
  }
  return shim.launcher === 'absent' && withoutShim === 0
    ? {
        id: 'shim',
        kind: 'shim-not-installed',
        parts: [],
        state: 'ok',
        message: 'the shim is not installed',
        remedy: null,
      }
    : {
        id: 'shim',
        kind: shim.launcher === 'absent' ? 'shim-missing' : 'shim-damaged',
        parts: [],
        state: 'broken',
        message: `the shim is ${shim.launcher === 'absent' ? 'missing' : 'broken'}`,
        remedy: 'Run `sallyport doctor`.',
      };
}

function policyLine({ policy }: Status): HealthLine {
  const { state, source, version, mode, note } = policy;
  const why = note === null ? '' : `: ${note}`;
  switch (state) {
    case 'none':
      return {
        id: 'policy',
        kind: 'policy-none',
        parts: [],
        state: 'ok',
        message: 'no policy: everything passes and is recorded',
        remedy: null,
      };
    case 'missing':
      return {
        id: 'policy',
        kind: 'policy-missing',
        parts: [mode],
        state: 'broken',
        message: `no policy that can be used, so ${mode} holds${why}`,
        remedy: 'Run `sallyport policy sync`, or ask who manages this computer.',
      };
    case 'in-force':
    case 'stale':
      return {
        id: 'policy',
        kind: state === 'stale' ? 'policy-stale' : 'policy-in-force',
        parts: [String(version ?? '')],
        state: state === 'stale' || note !== null ? 'attention' : 'ok',
        message: `version ${version} of the policy (${source}, ${mode}) decides${state === 'stale' ? ', past its end' : ''}${why}`,
        remedy: state === 'stale' ? 'Run `sallyport policy sync`.' : null,
      };
  }
}
