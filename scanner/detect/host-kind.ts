/** Where a host name leads: to this machine, to a network nearby, or out. */
export type HostKind = 'loopback' | 'local-network' | 'public';

/** Judges the `hostname` of a parsed URL by its text alone; no name is looked up. */
export function hostKind(hostname: string): HostKind {
  const host = hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  if (isLoopback(host)) {
    return 'loopback';
  }
  return isLocalNetwork(host) ? 'local-network' : 'public';
}

function isLoopback(host: string): boolean {
  return (
    /^(?:localhost|.+\.localhost|host\.docker\.internal|gateway\.docker\.internal|host\.containers\.internal|::1|::|0\.0\.0\.0)$/.test(
      host,
    ) ||
    /^127(?:\.\d{1,3}){3}$/.test(host) ||
    /^::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}$/.test(host)
  );
}

/** Private, link-local and carrier ranges, names without a dot, and the endings that only home and office networks use. */
function isLocalNetwork(host: string): boolean {
  return (
    /^(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|169\.254(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])(?:\.\d{1,3}){2})$/.test(
      host,
    ) ||
    /^(?:f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):/.test(host) ||
    /\.(?:local|lan|internal|intranet|corp|home|home\.arpa|test)$/.test(host) ||
    (!host.includes('.') && !host.includes(':'))
  );
}
