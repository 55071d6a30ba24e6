import type { PackageRuns } from './step.ts';

const proxies = /^(?:https?|all)_proxy$/i;
const trusts = /^(?:NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|SSL_CERT_DIR|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE)$/i;
const trustsAnybody = /^NODE_TLS_REJECT_UNAUTHORIZED$/i;

/**
 * Why a package may not be what its registry holds: the entry sends its download through a proxy and lets certificates count
 * that only the entry names. Either alone changes nothing.
 */
export function fetchDoubts({ runner }: PackageRuns, env: ReadonlyMap<string, string>): readonly string[] {
  const set = [...env].filter(([, value]) => value !== '');
  const proxy = set.find(([name]) => proxies.test(name))?.[0];
  const trust = set.find(([name, value]) => trusts.test(name) || (trustsAnybody.test(name) && value === '0'))?.[0];
  return proxy === undefined || trust === undefined
    ? []
    : [`${proxy} and ${trust} together let a proxy change what ${runner} fetches`];
}
