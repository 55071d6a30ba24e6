import { linesOf } from './record-lines.ts';

/** Everything a record says, field by field. */
export function RecordFacts({ record }: { readonly record: Readonly<Record<string, unknown>> }) {
  return (
    <dl className="facts record-facts">
      {linesOf(record).map(({ path, value }) => (
        <div key={path} style={{ display: 'contents' }}>
          <dt>{path}</dt>
          <dd className="mono">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
