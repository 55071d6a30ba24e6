import type { Gap } from '../../scanner/model/gap.ts';
import { useText } from '../text/use-text.tsx';
import { Foreign } from './foreign.tsx';
import { Original } from './original.tsx';

/** One thing that could not be looked at. */
export function GapLine({ gap }: { readonly gap: Gap }) {
  const { text } = useText();
  const said = text.daemon.gap(gap);
  return (
    <li>
      <Foreign text={said.words} />
      <Original said={said} />
    </li>
  );
}
