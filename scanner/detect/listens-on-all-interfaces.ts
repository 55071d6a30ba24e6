import type { Observation } from '../model/finding.ts';
import type { Detector, Subject } from './detector.ts';
import { argumentPlace, entryEnv, envPlace } from './place.ts';
import { shown } from './shown.ts';

const EVERY_ADDRESS = /^(?:[a-z]+:\/\/)?(?:0\.0\.0\.0|\[?::0?\]?|0:0:0:0:0:0:0:0)(?::\d+|:\$?\{?\w+\}?)?\/?$/i;
const LISTENING_SWITCH = /^--?(?:[\w-]*-)?(?:host|hostname|bind|listen|addr|address|ip|interface|bind-?to)$/i;
const LISTENING_VARIABLE = /(?:^|_)(?:HOST|HOSTNAME|BIND|LISTEN|ADDR|ADDRESS|BIND_?IP|INTERFACE)$/i;
/** Switches that name who may call, not where to listen. */
const ABOUT_CALLERS = /allow|origin|cors|trust|exclude|proxy/i;

/** A server that listens for the whole network rather than for this machine. */
export const detectListensOnAllInterfaces: Detector = (subject) => {
  const { runs, effective } = subject.resolved;
  // Inside a container's own network the address means the container; what counts is what is published.
  if (runs.kind === 'container' && !runs.options.hostNetwork) {
    return runs.options.publishesOnAllInterfaces ? [published(subject)] : [];
  }
  if (effective.transport !== 'stdio') {
    return [];
  }
  return [...fromArguments(subject, effective.args), ...fromEnv(subject)].slice(0, 1);
};

function published({ entry }: Subject): Observation {
  return {
    rule: 'config/listens-on-all-interfaces',
    severity: 'medium',
    confidence: 'certain',
    where: argumentPlace(entry, (argument) => /^(?:-p|-P|--publish|--publish-all)/.test(argument)),
    message: 'the container publishes a port to every network this machine is on',
    remedy: 'Publish it for this machine alone, as in -p 127.0.0.1:8080:8080.',
  };
}

function fromArguments({ entry }: Subject, args: readonly string[]): readonly Observation[] {
  return args.flatMap((argument, index) => {
    const [name, value] = switchAndValue(argument, args[index - 1]);
    if (ABOUT_CALLERS.test(name)) {
      return [];
    }
    const isNamed = LISTENING_SWITCH.test(name);
    if (!EVERY_ADDRESS.test(value) && !(isNamed && value === '*')) {
      return [];
    }
    return [
      {
        rule: 'config/listens-on-all-interfaces',
        severity: 'medium',
        confidence: isNamed ? 'certain' : 'likely',
        where: argumentPlace(entry, (candidate) => candidate === argument),
        message: 'the server is told to listen on every network interface',
        remedy: 'Let it listen on 127.0.0.1.',
      } satisfies Observation,
    ];
  });
}

function fromEnv({ entry }: Subject): readonly Observation[] {
  return [...entryEnv(entry)]
    .filter(
      ([name, value]) =>
        LISTENING_VARIABLE.test(name) && !ABOUT_CALLERS.test(name) && (EVERY_ADDRESS.test(value) || value === '*'),
    )
    .map(([name]) => ({
      rule: 'config/listens-on-all-interfaces',
      severity: 'medium',
      confidence: 'likely',
      where: envPlace(entry, name),
      message: `the variable ${shown(name)} tells the server to listen on every network interface`,
      remedy: `Set ${shown(name)} to 127.0.0.1.`,
    }));
}

/** `--host=x` in one word, or the word before when that is a switch. */
function switchAndValue(argument: string, before: string | undefined): readonly [string, string] {
  const [, name, value] = /^(--?[\w-]+)=(.*)$/s.exec(argument) ?? [];
  if (name !== undefined && value !== undefined) {
    return [name, value];
  }
  return [before !== undefined && before.startsWith('-') && !before.includes('=') ? before : '', argument];
}
