import type { Observation } from '../model/finding.ts';
import type { RemoteLaunch } from '../model/launch.ts';
import type { Detector, Subject } from './detector.ts';
import { hostKind } from './host-kind.ts';
import { argumentPlace, entryArguments } from './place.ts';
import { shown } from './shown.ts';

/** A remote server reached without encryption: whoever stands between reads and changes everything, credentials first. */
export const detectCleartextRemote: Detector = (subject) => {
  const { effective } = subject.resolved;
  if (effective.transport === 'stdio') {
    return [];
  }
  const url = parsed(effective.url);
  if (url === null) {
    return [];
  }
  return url.protocol === 'http:' || url.protocol === 'ws:' ? unencrypted(subject, url, effective) : allowed(subject);
};

function unencrypted({ entry }: Subject, url: URL, { headers, url: text }: RemoteLaunch): readonly Observation[] {
  const kind = hostKind(url.hostname);
  if (kind === 'loopback') {
    return [];
  }
  const carries = headers.size > 0 || url.username !== '' || url.password !== '';
  return [
    {
      rule: 'config/cleartext-remote',
      severity: kind === 'public' ? 'high' : 'medium',
      confidence: 'certain',
      where: argumentPlace(entry, (argument) => argument.includes(text)),
      message: `calls to ${shown(url.host)} travel unencrypted${carries ? ', and so do the headers sent along' : ''}`,
      remedy: 'Use the https address of the server.',
    },
  ];
}

/** A bridge told to accept plain http follows a redirect there even from an https address. */
function allowed({ entry }: Subject): readonly Observation[] {
  if (!entryArguments(entry).includes('--allow-http')) {
    return [];
  }
  return [
    {
      rule: 'config/cleartext-remote',
      severity: 'low',
      confidence: 'possible',
      where: argumentPlace(entry, (argument) => argument === '--allow-http'),
      message: 'the bridge may fall back to unencrypted http although the address is https',
      remedy: 'Remove --allow-http.',
    },
  ];
}

function parsed(url: string): URL | null {
  // A placeholder is not an address yet: nothing is filled in here, so nothing can be said.
  return URL.canParse(url) && !/^[a-z]+:\/\/[^/]*[${}%]/i.test(url) ? new URL(url) : null;
}
