import type { Severity } from '../model/finding.ts';
import type { Detector, Subject } from './detector.ts';
import { normalPath } from './host-path.ts';
import type { PathRules } from './host-path.ts';
import { argumentPlace } from './place.ts';
import { shown } from './shown.ts';

/** A server that reads and writes files, given far more of them than one project. */
export const detectBroadFileAccess: Detector = (subject) => {
  const { effective } = subject.resolved;
  if (effective.transport !== 'stdio' || !servesFiles(subject)) {
    return [];
  }
  return effective.args.flatMap((argument) => {
    const value = argument.replace(/^--[\w-]+=/, '');
    const reach = reachOf(value, subject);
    return reach === null
      ? []
      : [
          {
            rule: 'config/broad-file-access',
            severity: reach.severity,
            confidence: 'certain',
            where: argumentPlace(subject.entry, (candidate) => candidate === argument),
            message: `a file server is given ${reach.what} (${shown(value)})`,
            remedy: 'Give it only the folders of the project it works on.',
          } as const,
        ];
  });
};

/** By what it is called: package, image or program. Containers see their own `/`; what they get of ours is a mount. */
function servesFiles({ resolved: { runs } }: Subject): boolean {
  const name = runs.kind === 'package' ? runs.name : runs.kind === 'file' ? runs.path.replace(/^.*[/\\]/, '') : '';
  return /file-?_?system|desktop-?commander|file-?_?(?:server|mcp|access)|(?:server|mcp)-?_?files?\b/i.test(name);
}

function reachOf(argument: string, rules: PathRules): { readonly what: string; readonly severity: Severity } | null {
  const path = normalPath(argument, rules)?.toLowerCase();
  if (path === undefined) {
    return null;
  }
  if (path === '/' || /^[a-z]:\/$/.test(path)) {
    return { what: 'the whole disk', severity: 'high' };
  }
  if (
    ['/home', '/users', 'c:/users', '/root', '/etc', '/var', '/system', '/library', 'c:/windows'].includes(path) &&
    path !== home(rules)
  ) {
    return { what: 'folders of other accounts or of the system', severity: 'high' };
  }
  return path === home(rules)
    ? { what: 'the whole home folder, keys and sign-ins included', severity: 'medium' }
    : null;
}

function home(rules: PathRules): string | undefined {
  return normalPath(rules.home, rules)?.toLowerCase();
}
