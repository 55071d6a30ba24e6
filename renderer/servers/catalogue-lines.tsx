import type { CatalogueLine } from '../../main/contract/servers.ts';
import { Badge } from '../parts/badges.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { untilText } from '../parts/own-time.ts';
import { useText } from '../text/use-text.tsx';

/** What the catalogue says, by whom and why. */
export function CatalogueLines({ lines }: { readonly lines: readonly CatalogueLine[] }) {
  const { text, locale } = useText();
  return lines.length === 0 ? (
    <p className="quiet">{text.servers.noCatalogue}</p>
  ) : (
    <ul className="sightings">
      {lines.map((line) => (
        <li key={`${line.status} ${line.about} ${line.owner}`}>
          <div className="finding-head">
            <Badge
              tone={line.status === 'approved' ? 'good' : 'bad'}
              icon={line.status === 'approved' ? 'check' : 'slash'}
            >
              {text.common.standings[line.status]}
            </Badge>
            <code>
              <Foreign text={text.daemon.about(line.about)} />
            </code>
            <span className="spacer" />
            {line.isLocked ? (
              <Badge tone="quiet" icon="lock">
                {text.common.locked}
              </Badge>
            ) : null}
          </div>
          <p className="quiet">
            <Foreign text={`${line.owner}: ${line.reason}`} />
            {line.until === null ? '' : ` (${text.servers.until} ${untilText(line.until, locale)})`}
          </p>
        </li>
      ))}
    </ul>
  );
}
