import type { ChangeNote } from '../../main/contract/overview.ts';
import { Moment } from '../parts/moment.tsx';
import { foreignName } from '../parts/foreign-name.ts';
import { InParts } from '../parts/in-parts.tsx';
import { useText } from '../text/use-text.tsx';
import { placeOfChange, subjectOfChange } from './state.ts';

const FIRST = 8;

/** What is different since last time, newest first. */
export function Changes({ notes }: { readonly notes: readonly ChangeNote[] }) {
  const { text } = useText();
  if (notes.length === 0) {
    return <p className="quiet">{text.overview.noChanges}</p>;
  }
  return (
    <InParts className="changes" items={notes} first={FIRST}>
      {(note) => {
        const subject = subjectOfChange(note);
        const place = placeOfChange(note);
        return (
          <li key={`${note.at} ${note.kind} ${subject} ${place}`}>
            <span>
              {place === null ? <strong>{foreignName(subject)}</strong> : <a href={place}>{foreignName(subject)}</a>}{' '}
              {text.overview.change[note.kind]}
              {'detail' in note && note.detail !== null ? (
                <span className="quiet">: {foreignName(note.detail)}</span>
              ) : null}
            </span>
            <Moment at={note.at} />
          </li>
        );
      }}
    </InParts>
  );
}
