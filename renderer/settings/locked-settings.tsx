import { Fragment } from 'react';
import type { Locked } from '../../main/contract/settings.ts';
import { Badge } from '../parts/badges.tsx';
import { useText } from '../text/use-text.tsx';

/** What whoever decides here has set, with its source; nothing where nobody does. */
export function LockedSettings({ locked }: { readonly locked: readonly Locked[] }) {
  const { text } = useText();
  const words = text.settings.locked;
  const sources = [...new Set(locked.map(({ source }) => source))];
  return sources.map((source) => (
    <section key={source} className="card">
      <h2>{words.title}</h2>
      <p>
        <Badge tone="quiet" icon="lock">
          {text.common.lockedBy(source)}
        </Badge>
      </p>
      <dl className="facts">
        {locked
          .filter((one) => one.source === source)
          .map((one) => (
            <Fragment key={one.name}>
              <dt>{words.names[one.name]}</dt>
              <dd>{words.value(one)}</dd>
            </Fragment>
          ))}
      </dl>
    </section>
  ));
}
