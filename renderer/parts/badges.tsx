import type { ReactNode } from 'react';
import type { Severity } from '../../scanner/model/finding.ts';
import type { Route, Standing } from '../../scanner/model/identity.ts';
import { useText } from '../text/use-text.tsx';
import { Icon, type IconName } from './icon.tsx';

type Tone = 'good' | 'warn' | 'bad' | 'quiet';

/** A word with a sign before it: tone by colour, meaning by shape and word. */
export function Badge({
  tone,
  icon,
  filled = false,
  dashed = false,
  children,
}: {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly filled?: boolean;
  readonly dashed?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <span className={`badge is-${tone}${filled ? ' is-filled' : ''}`}>
      <Icon name={icon} dashed={dashed} />
      <span className="badge-word">{children}</span>
    </span>
  );
}

const standings: Readonly<Record<Standing, { readonly tone: Tone; readonly icon: IconName }>> = {
  malicious: { tone: 'bad', icon: 'cross' },
  banned: { tone: 'bad', icon: 'slash' },
  shadow: { tone: 'warn', icon: 'circle' },
  approved: { tone: 'good', icon: 'check' },
};

export function StandingBadge({
  standing,
  filled = false,
}: {
  readonly standing: Standing;
  readonly filled?: boolean;
}) {
  const { text } = useText();
  return (
    <Badge {...standings[standing]} filled={filled} dashed={standing === 'shadow'}>
      {text.common.standings[standing]}
    </Badge>
  );
}

const routes: Readonly<Record<Route, { readonly tone: Tone; readonly icon: IconName }>> = {
  guarded: { tone: 'good', icon: 'shield' },
  direct: { tone: 'warn', icon: 'arrow' },
  drifted: { tone: 'bad', icon: 'broken' },
  'foreign-guard': { tone: 'quiet', icon: 'other' },
  unroutable: { tone: 'quiet', icon: 'none' },
};

export function RouteBadge({ route }: { readonly route: Route }) {
  const { text } = useText();
  return <Badge {...routes[route]}>{text.common.routes[route]}</Badge>;
}

const tones: Readonly<Record<Severity, Tone>> = { critical: 'bad', high: 'bad', medium: 'warn', low: 'quiet' };
const heights: Readonly<Record<Severity, number>> = { low: 1, medium: 2, high: 3, critical: 4 };

/** A severity as a word with as many bars as it weighs. */
export function SeverityBadge({ severity }: { readonly severity: Severity }) {
  const { text } = useText();
  return (
    <span className={`badge is-${tones[severity]}`}>
      <svg className="bars" viewBox="0 0 16 12" aria-hidden="true" focusable="false">
        {[1, 2, 3, 4].map((bar) => (
          <rect
            key={bar}
            x={(bar - 1) * 4}
            y={12 - bar * 3}
            width="3"
            height={bar * 3}
            fill="currentColor"
            opacity={bar <= heights[severity] ? 1 : 0.22}
          />
        ))}
      </svg>
      <span className="badge-word">{text.common.severities[severity]}</span>
    </span>
  );
}
