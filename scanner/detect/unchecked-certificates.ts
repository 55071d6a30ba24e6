import type { Confidence, Severity } from '../model/finding.ts';
import type { Launch } from '../model/launch.ts';
import type { Detector, Subject } from './detector.ts';
import { hostKind } from './host-kind.ts';
import { argumentPlace, entryArguments, envPlace } from './place.ts';
import { shown } from './shown.ts';

interface Switch {
  readonly word: string;
  readonly where: string;
  readonly confidence: Confidence;
}

/** Certificates are not checked: whoever stands between reads and changes everything, as with plain http. */
export const detectUncheckedCertificates: Detector = (subject) => {
  const severity = severityFor(subject.resolved.effective);
  return severity === null
    ? []
    : switchesOf(subject).map(({ word, where, confidence }) => ({
        rule: 'config/unchecked-certificates',
        severity,
        confidence,
        where,
        message: `${shown(word)} lets any certificate pass for those of the hosts it calls`,
        remedy: `Remove ${shown(word)}; name a certificate of your own with NODE_EXTRA_CA_CERTS or SSL_CERT_FILE.`,
      }));
};

/** What such a switch gives away: all that is said to a remote server, or what the server fetches itself; nothing on this machine. */
function severityFor(effective: Launch): Severity | null {
  if (effective.transport === 'stdio') {
    return 'medium';
  }
  const host = URL.parse(effective.url)?.hostname ?? '';
  const kind = host === '' ? 'public' : hostKind(host);
  return kind === 'loopback' ? null : kind === 'public' ? 'high' : 'medium';
}

function switchesOf({ entry, resolved }: Subject): readonly Switch[] {
  const { effective } = resolved;
  const variables = [...effective.env].flatMap(([name, value]): Switch[] => {
    const confidence = variableConfidence(name, value);
    return confidence === null ? [] : [{ word: name, where: envPlace(entry, name), confidence }];
  });
  const names = new Set(variables.map(({ word }) => word));
  const words = [...new Set([...entryArguments(entry), ...(effective.transport === 'stdio' ? effective.args : [])])];
  const further = words.flatMap((word): Switch[] => {
    const where = argumentPlace(entry, (argument) => argument === word);
    // What `env` and containers are given: `NAME=value` in a word of its own.
    const [, name, value] = /^(?:-e|--env=)?([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? [];
    if (name !== undefined && value !== undefined) {
      const confidence = names.has(name) ? null : variableConfidence(name, value);
      return confidence === null ? [] : [{ word: name, where, confidence }];
    }
    const inText = /\s/.test(word) ? (inTexts.exec(word)?.groups?.['name'] ?? null) : null;
    if (inText !== null && !names.has(inText)) {
      return [{ word: inText, where, confidence: 'certain' }];
    }
    return option.test(word) ? [{ word: word.split('=')[0] ?? '', where, confidence: 'likely' }] : [];
  });
  const { certificatesOffAt } = entry.switches;
  const ofClient: readonly Switch[] =
    certificatesOffAt === null ? [] : [{ word: 'verifySsl', where: certificatesOffAt, confidence: 'certain' }];
  return [...ofClient, ...variables, ...further];
}

/** Null: it does not switch anything off. Names by custom are only likely to mean what they say. */
function variableConfidence(name: string, value: string): Confidence | null {
  if (!/TLS|SSL|CERT|HTTPS|INSECURE|CA_BUNDLE/i.test(name)) {
    return null;
  }
  if (name === 'NODE_TLS_REJECT_UNAUTHORIZED' || name === 'PYTHONHTTPSVERIFY') {
    return value === '0' ? 'certain' : null;
  }
  if (name === 'GIT_SSL_NO_VERIFY') {
    return 'certain';
  }
  // An empty bundle makes Python's requests check nothing.
  if (name === 'REQUESTS_CA_BUNDLE' || name === 'CURL_CA_BUNDLE') {
    return value === '' ? 'certain' : null;
  }
  const isOff = (checks.test(name) && no.test(value)) || (skips.test(name) && yes.test(value));
  return isOff ? 'likely' : null;
}

const no = /^(?:false|0|no|off|disabled?|none)$/i;
const yes = /^(?:true|1|yes|on)$/i;
/** `JIRA_SSL_VERIFY`, `VERIFY_SSL`, `CHECK_CERTIFICATE`. */
const checks =
  /(?:^|_)(?:(?:SSL|TLS|HTTPS|CERTS?|CERTIFICATES?)_?(?:VERIFY|VERIFICATION|CHECK)|(?:VERIFY|CHECK|VALIDATE)_?(?:SSL|TLS|HTTPS|CERTS?|CERTIFICATES?)|(?:SSL|TLS)_REJECT_UNAUTHORIZED)$/i;
/** `GRAFANA_TLS_SKIP_VERIFY`, `IGNORE_SSL_ERRORS`, `ALLOW_INSECURE_TLS`, `INSECURE_SKIP_VERIFY`. */
const skips =
  /(?:^|_)(?:(?:SSL|TLS|HTTPS)_?(?:INSECURE|(?:SKIP|NO|DISABLE|INSECURE)_?(?:VERIFY|VERIFICATION|CHECK))|(?:SKIP|NO|DISABLE|IGNORE)_?(?:SSL|TLS|HTTPS|CERTS?|CERTIFICATES?)_?(?:VERIFY|VERIFICATION|CHECKS?|ERRORS?)|(?:SKIP|NO|DISABLE)_VERIFY_?(?:SSL|TLS|CERTS?|CERTIFICATES?)|IGNORE_?(?:SSL|TLS|CERTS?|CERTIFICATES?)|(?:ALLOW_)?INSECURE_(?:SKIP_VERIFY|SKIP_TLS_VERIFY|TLS|SSL|CERTS?))$/i;
/** In the text of a shell or a program: an assignment, or a fetch that asks for no certificate. */
const inTexts =
  /(?<![\w-])(?<name>(?:NODE_TLS_REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY)(?=["']?\]?\s*=\s*["']?0\b)|GIT_SSL_NO_VERIFY(?==)|curl(?=\s(?:[^|;&\n]*\s)?(?:-[a-zA-Z]*k[a-zA-Z]*|--insecure)\s)|wget(?=\s(?:[^|;&\n]*\s)?--no-check-certificate\s))/;
const option =
  /^--(?:insecure(?:-(?:skip-verify|skip-tls-verify|tls|ssl))?|(?:no|skip|disable)-verify-(?:ssl|tls|certs?|certificates?)|(?:no|skip|disable)-(?:ssl|tls|certs?|certificates?)-(?:verify|verification|check)|no-(?:strict-ssl|check-certificates?)|(?:ssl|tls)-(?:no|skip)-verify|skip-verify|(?:unsafely-)?ignore-(?:certificate|ssl|tls|https)-errors|allow-insecure-(?:host|tls|ssl|certs?)|trusted-host)(?:=(?!false$|0$).*)?$|^--(?:verify-(?:ssl|tls|certs?)|(?:ssl|tls)-verify|strict-ssl|check-certificate)=(?:false|0|no|off)$/i;
