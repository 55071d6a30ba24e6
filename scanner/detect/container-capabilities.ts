import type { Observation, Severity } from '../model/finding.ts';
import type { Entry } from '../model/launch.ts';
import type { Detector } from './detector.ts';
import { argumentPlace } from './place.ts';
import { shown } from './shown.ts';

/** Rights that let a container out, or nearly; what the engines grant anyway is not among them. */
const severities: ReadonlyMap<string, Severity> = new Map<string, Severity>([
  ...['ALL', 'SYS_ADMIN', 'SYS_MODULE', 'SYS_PTRACE', 'SYS_RAWIO', 'SYS_BOOT', 'DAC_READ_SEARCH', 'BPF'].map(
    (name) => [name, 'high'] as const,
  ),
  ...['NET_ADMIN', 'SYS_TIME', 'PERFMON', 'SYSLOG', 'MAC_ADMIN', 'MAC_OVERRIDE', 'CHECKPOINT_RESTORE'].map(
    (name) => [name, 'medium'] as const,
  ),
]);

const opensConfinement =
  /^(?:seccomp[=:]unconfined|apparmor[=:]unconfined|label[=:]disable|systempaths[=:]unconfined|no-new-privileges[=:]false)$/i;

/** Kernel rights and security opt-outs that a container is given beyond the engine's defaults. */
export const detectAddedCapabilities: Detector = ({ entry, resolved: { runs } }) => {
  if (runs.kind !== 'container') {
    return [];
  }
  const capabilities = runs.options.addedCapabilities.flatMap((given): readonly Observation[] => {
    const name = given.toUpperCase().replace(/^CAP_/, '');
    const severity = severities.get(name);
    return severity === undefined
      ? []
      : [
          {
            rule: 'container/added-capabilities',
            severity,
            confidence: 'certain',
            where: argumentPlace(entry, (argument) => argument.toUpperCase().includes(name)),
            message: `the container is given the kernel right ${shown(name)}`,
            remedy: `Remove --cap-add ${shown(name)}, or grant a narrower right.`,
          },
        ];
  });
  const optOuts = runs.options.securityOptOuts.flatMap((optOut) => judgeOptOut(optOut, entry));
  return [...capabilities, ...optOuts];
};

function judgeOptOut(optOut: string, entry: Entry): readonly Observation[] {
  const shared = /^(ipc|uts|userns|cgroupns)=host$/.exec(optOut)?.[1];
  if (shared === undefined && !opensConfinement.test(optOut)) {
    return [];
  }
  return [
    {
      rule: 'container/added-capabilities',
      // Sharing memory is what browsers in containers are commonly given.
      severity: shared === 'ipc' ? 'low' : 'medium',
      confidence: 'certain',
      where: argumentPlace(entry, (argument) => argument.includes(shared === undefined ? optOut : `--${shared}`)),
      message:
        shared === undefined
          ? `a protection of the container is switched off: ${shown(optOut)}`
          : `the container is not kept apart from the machine: ${shown(optOut)}`,
      remedy: shared === undefined ? 'Remove the --security-opt that switches it off.' : `Remove --${shared} host.`,
    },
  ];
}
