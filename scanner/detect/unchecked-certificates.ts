import type { Confidence, Severity } from '../model/finding.ts';
import type { Resolved } from '../model/identity.ts';
import type { Entry, Launch } from '../model/launch.ts';
import type { Detector, Subject } from './detector.ts';
import { hostKind } from './host-kind.ts';
import { argumentPlace, entryArguments, envPlace } from './place.ts';
import { shown } from './shown.ts';

/** Of a text of a shell or a program, no more is looked at. */
const LONGEST_TEXT = 20_000;
/** Of one entry; nobody reads more. */
const MOST_SWITCHES = 20;

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
    : firstOf(switchesOf(subject), MOST_SWITCHES).map(({ word, where, confidence }) => ({
        rule: 'config/unchecked-certificates',
        severity,
        confidence,
        where,
        message: `${shown(word)} lets any certificate pass for those of the hosts it calls`,
        remedy: `Remove ${shown(word)}; name a certificate of your own with NODE_EXTRA_CA_CERTS or SSL_CERT_FILE.`,
      }));
};

function firstOf<T>(items: Iterable<T>, most: number): readonly T[] {
  const first: T[] = [];
  for (const item of items) {
    if (first.push(item) >= most) {
      break;
    }
  }
  return first;
}

/** What such a switch gives away: all that is said to a remote server, or what the server fetches itself; nothing on this machine. */
function severityFor(effective: Launch): Severity | null {
  if (effective.transport === 'stdio') {
    return 'medium';
  }
  const host = URL.parse(effective.url)?.hostname ?? '';
  const kind = host === '' ? 'public' : hostKind(host);
  return kind === 'loopback' ? null : kind === 'public' ? 'high' : 'medium';
}

function* switchesOf({ entry, resolved }: Subject): Generator<Switch> {
  const { certificatesOffAt } = entry.switches;
  if (certificatesOffAt !== null) {
    yield { word: 'verifySsl', where: certificatesOffAt, confidence: 'certain' };
  }
  const told = new Set<string>();
  for (const [name, value] of resolved.effective.env) {
    const confidence = variableConfidence(name, value);
    if (confidence !== null) {
      told.add(name);
      yield { word: name, where: envPlace(entry, name), confidence };
    }
  }
  for (const word of wordsOf(entry, resolved)) {
    const inWord = switchIn(word);
    if (inWord !== null && !told.has(inWord.word)) {
      told.add(inWord.word);
      yield { ...inWord, where: argumentPlace(entry, (argument) => argument === word) };
    }
  }
}

/** The words as the entry spells them, and those that a shell's text holds. */
function wordsOf(entry: Entry, { effective }: Resolved): readonly string[] {
  const own = entryArguments(entry);
  return effective.transport === 'stdio' && effective.args !== own ? [...own, ...effective.args] : own;
}

function switchIn(word: string): Omit<Switch, 'where'> | null {
  if (option.test(word)) {
    return { word: word.split('=', 1)[0] ?? '', confidence: 'likely' };
  }
  // What `env` and containers are given: `NAME=value` in a word of its own.
  const [, name, value] = /^(?:-e|--env=)?([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? [];
  const confidence = name === undefined || value === undefined ? null : variableConfidence(name, value);
  if (name !== undefined && confidence !== null) {
    return { word: name, confidence };
  }
  const inText = /\s/.test(word) ? inTexts.exec(word.slice(0, LONGEST_TEXT))?.groups?.['name'] : undefined;
  return inText === undefined ? null : { word: inText, confidence: 'certain' };
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
  /(?<![\w-])(?<name>(?:NODE_TLS_REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY)(?=["']?\]?\s*=\s*["']?0\b)|GIT_SSL_NO_VERIFY(?==)|curl(?=\s(?:[^|;&\n]{0,300}\s)?(?:-[a-zA-Z]{0,20}k[a-zA-Z]{0,20}|--insecure)\s)|wget(?=\s(?:[^|;&\n]{0,300}\s)?--no-check-certificate\s))/;
const option =
  /^--(?:insecure(?:-(?:skip-verify|skip-tls-verify|tls|ssl))?|(?:no|skip|disable)-verify-(?:ssl|tls|certs?|certificates?)|(?:no|skip|disable)-(?:ssl|tls|certs?|certificates?)-(?:verify|verification|check)|no-(?:strict-ssl|check-certificates?)|(?:ssl|tls)-(?:no|skip)-verify|skip-verify|(?:unsafely-)?ignore-(?:certificate|ssl|tls|https)-errors|allow-insecure-(?:host|tls|ssl|certs?)|trusted-host)(?:=(?!false$|0$).*)?$|^--(?:verify-(?:ssl|tls|certs?)|(?:ssl|tls)-verify|strict-ssl|check-certificate)=(?:false|0|no|off)$/i;
