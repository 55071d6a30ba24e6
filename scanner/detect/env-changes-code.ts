import type { Confidence, Severity } from '../model/finding.ts';
import type { Detector } from './detector.ts';
import { entryEnv, envPlace } from './place.ts';
import { shown } from './shown.ts';

interface Effect {
  readonly names: RegExp;
  readonly does: string;
  /** `value` is null where the variable is set by a layer whose value is not known. */
  readonly severity: (value: string | null) => Severity;
}

const always = (severity: Severity) => (): Severity => severity;
/** High where the value really loads code; low where it only tunes the runtime, as in `--max-old-space-size=4096`. */
const whenLoading =
  (loads: RegExp) =>
  (value: string | null): Severity =>
    value === null ? 'medium' : loads.test(value) ? 'high' : 'low';

/** First match counts. */
const effects: readonly Effect[] = [
  {
    names: /^(?:LD_PRELOAD|LD_AUDIT|DYLD_INSERT_LIBRARIES)$/i,
    does: 'loads foreign code into the server',
    severity: always('high'),
  },
  { names: /^(?:LD_|DYLD_)/i, does: 'changes which libraries the server loads', severity: always('medium') },
  {
    names: /^NODE_OPTIONS$/i,
    does: 'gives options to every Node process the server starts',
    severity: whenLoading(
      /(?:^|\s|["'])(?:-r|--require|--import|--loader|--experimental-loader|--inspect[\w-]*|--env-file[\w-]*)(?:[\s=]|$)/,
    ),
  },
  {
    names: /^(?:JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS)$/i,
    does: 'gives options to every Java process the server starts',
    severity: whenLoading(/-(?:javaagent|agentlib|agentpath|Xbootclasspath|XX:OnError|XX:OnOutOfMemoryError)/),
  },
  {
    names: /^(?:RUBYOPT|PERL5OPT)$/i,
    does: 'gives options to every interpreter the server starts',
    severity: whenLoading(/(?:^|\s)-?[rIMm]/),
  },
  {
    names: /^(?:BASH_ENV|BASH_FUNC_.*|ENV|PYTHONSTARTUP|DOTNET_STARTUP_HOOKS|CORECLR_PROFILER.*|COR_PROFILER.*)$/i,
    does: 'runs further code before the server',
    severity: always('high'),
  },
  {
    names: /(?:REGISTRY|INDEX|INDEX_URL|FIND_LINKS|PROXY)$/i,
    does: 'changes where packages are fetched from',
    severity: (value) => (value !== null && /^http:\/\/(?!localhost|127\.|\[::1\])/i.test(value) ? 'high' : 'medium'),
  },
  {
    names: /STRICT[_-]SSL$|INSECURE_HOST$|TRUSTED_HOST$|^GOINSECURE$|^GONOSUMDB$|^GIT_CONFIG.*SSLVERIFY$/i,
    does: 'lets packages come from hosts that prove nothing',
    severity: (value) => (value === 'true' ? 'low' : 'medium'),
  },
  {
    names: /^PYTHON(?:WARNINGS|PYCACHEPREFIX|CASEOK|INSPECT)$/i,
    does: 'tunes the interpreter',
    severity: always('low'),
  },
  // Setting PATH is how people make a desktop client find their Node; only a relative part lets a folder decide.
  {
    names: /^PATH(?:EXT)?$/i,
    does: 'changes which programs are found',
    severity: (value) =>
      value !== null && /^[a-z]:|;/i.test(value)
        ? 'low'
        : value !== null && value.split(':').some((part) => part === '' || /^\.{1,2}(?:\/|$)/.test(part))
          ? 'medium'
          : 'low',
  },
];

/** Environment variables of the entry that change which code runs. Their values are judged and never shown. */
export const detectEnvChangesCode: Detector = ({ entry, resolved }) => {
  const env = entryEnv(entry);
  return resolved.codeChangingEnv.map((name) => {
    const value = env.get(name) ?? null;
    const effect = effects.find(({ names }) => names.test(name));
    const confidence: Confidence = value === null ? 'likely' : 'certain';
    return {
      rule: 'config/env-changes-code',
      severity: effect?.severity(value) ?? 'medium',
      confidence,
      where: envPlace(entry, name),
      message: `the variable ${shown(name)} ${effect?.does ?? 'changes which code runs'}`,
      remedy: `Remove ${shown(name)}, or name the exact program and version so that it is not needed.`,
    } as const;
  });
};
