import type { PerimeterMap } from '../../main/contract/overview.ts';
import type { Route, Standing } from '../../scanner/model/identity.ts';
import { StandingBadge } from '../parts/badges.tsx';
import { useText } from '../text/use-text.tsx';

const routes: readonly Route[] = ['direct', 'guarded', 'drifted', 'foreign-guard', 'unroutable'];
const standings: readonly Standing[] = ['malicious', 'banned', 'shadow', 'approved'];

/** What the lines and signs of the perimeter mean, as far as it has them. */
export function MapLegend({ map }: { readonly map: PerimeterMap }) {
  const { text } = useText();
  const shown = new Set<string>([
    ...map.routes.map(({ route }) => route),
    ...map.servers.map(({ standing }) => standing),
  ]);
  return (
    <ul className="map-legend" aria-label={text.overview.mapLegend}>
      {routes.map((route) =>
        shown.has(route) ? (
          <li key={route}>
            <svg width={20} height={8} aria-hidden="true" focusable="false">
              <path className={`edge is-${route}`} d="M0 4H20" />
            </svg>
            {text.common.routes[route]}
          </li>
        ) : null,
      )}
      {standings.map((standing) =>
        shown.has(standing) ? (
          <li key={standing}>
            <StandingBadge standing={standing} />
          </li>
        ) : null,
      )}
    </ul>
  );
}
