import type { ServerRow } from '../../scanner/model/inventory.ts';
import { Moment } from '../parts/moment.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { useText } from '../text/use-text.tsx';

/** Why Sallyport says that it is this server: the evidence, field by field. */
export function IdentityFacts({ row }: { readonly row: ServerRow }) {
  const { text } = useText();
  const { evidenceOf, kinds, noVersion } = text.servers;
  const { identity, transport, firstSeen, lastSeen, change } = row;
  const isPackage = identity.purl !== null;
  const facts: readonly (readonly [string, string | null])[] = [
    [evidenceOf.kind, kinds[identity.kind]],
    [evidenceOf.purl, identity.purl],
    [evidenceOf.version, identity.version ?? (isPackage ? noVersion : null)],
    [evidenceOf.origin, identity.origin],
    [evidenceOf.sha256, identity.sha256],
    [evidenceOf.reason, identity.reason === null ? null : text.daemon.unidentified(identity.reason)],
    [evidenceOf.transport, transport],
    [evidenceOf.change, text.common.changes[change]],
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>
              <Foreign text={value} />
            </dd>
          </div>
        ),
      )}
      <dt>{evidenceOf.firstSeen}</dt>
      <dd>
        <Moment at={firstSeen} />
      </dd>
      <dt>{evidenceOf.lastSeen}</dt>
      <dd>
        <Moment at={lastSeen} />
      </dd>
    </dl>
  );
}
