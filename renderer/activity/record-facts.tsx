import { Foreign } from '../parts/foreign.tsx';
import { useText } from '../text/use-text.tsx';
import { linesOf } from './record-lines.ts';

/** Everything a record says, field by field. */
export function RecordFacts({ record }: { readonly record: Readonly<Record<string, unknown>> }) {
  const { text } = useText();
  return (
    <dl className="facts record-facts">
      {linesOf(record).map(({ path, value }) => (
        <div key={path} style={{ display: 'contents' }}>
          <dt title={path}>{breakable(text.daemon.field(path))}</dt>
          <dd className="mono">
            <Foreign text={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A long path breaks after its dots, not inside of words. */
function breakable(path: string): string {
  return path.replaceAll('.', '.\u200b');
}
