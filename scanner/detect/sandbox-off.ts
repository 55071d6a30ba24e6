import type { Observation, Severity } from '../model/finding.ts';
import type { Detector, Subject } from './detector.ts';
import { argumentPlace, entryEnv, envPlace } from './place.ts';
import { programName } from './program-name.ts';
import { shown } from './shown.ts';

/** A confinement that exists is switched off: the client's own, a browser's, Deno's, an agent's. */
export const detectSandboxOff: Detector = (subject) => [
  ...byClient(subject),
  ...byArguments(subject),
  ...byEnv(subject),
];

function byClient({ entry, client }: Subject): readonly Observation[] {
  return entry.switches.sandboxOffAt === null
    ? []
    : [
        {
          rule: 'config/sandbox-off',
          severity: 'medium',
          confidence: 'certain',
          where: entry.switches.sandboxOffAt,
          message: `the entry turns ${shown(client.name)}'s own sandbox off for this server`,
          remedy: 'Remove the switch, or list what the server really needs.',
        },
      ];
}

interface OpenSwitch {
  readonly switch: RegExp;
  readonly severity: Severity;
  readonly what: string;
}

const browserSwitch: OpenSwitch = {
  switch: /^--(?:no-sandbox|disable-setuid-sandbox)$/,
  severity: 'medium',
  what: 'the browser the server drives runs without its sandbox',
};
const agentSwitch: OpenSwitch = {
  switch: /^--(?:dangerously-skip-permissions|dangerously-bypass-approvals-and-sandbox|yolo)$/,
  severity: 'high',
  what: 'the agent behind this server acts without asking and without a sandbox',
};
const denoSwitch: OpenSwitch = {
  switch: /^(?:-A|--allow-all)$/,
  severity: 'medium',
  what: 'every permission is given to Deno',
};

function byArguments({ entry, resolved }: Subject): readonly Observation[] {
  const { effective, runs } = resolved;
  if (effective.transport !== 'stdio') {
    return [];
  }
  const known =
    programName(effective.command) === 'deno' ? [browserSwitch, agentSwitch, denoSwitch] : [browserSwitch, agentSwitch];
  return known.flatMap((open) => {
    const used = effective.args.find((argument) => open.switch.test(argument));
    if (used === undefined) {
      return [];
    }
    // A browser inside a container has the container around it and often can not start otherwise.
    const isContained = runs.kind === 'container' && open === browserSwitch;
    return [
      {
        rule: 'config/sandbox-off',
        severity: isContained ? 'low' : open.severity,
        confidence: 'certain',
        where: argumentPlace(entry, (argument) => argument === used),
        message: `${open.what} (${used})`,
        remedy:
          open === denoSwitch
            ? 'Grant only the permissions the server needs, such as --allow-net=host.'
            : `Remove ${used}.`,
      },
    ];
  });
}

function byEnv({ entry }: Subject): readonly Observation[] {
  return [...entryEnv(entry)]
    .filter(([, value]) => value.includes('--no-sandbox'))
    .map(([name]) => ({
      rule: 'config/sandbox-off',
      severity: 'medium',
      confidence: 'likely',
      where: envPlace(entry, name),
      message: `the variable ${shown(name)} starts the server's browser without its sandbox`,
      remedy: `Take --no-sandbox out of ${shown(name)}.`,
    }));
}
