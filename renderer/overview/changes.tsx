import type { ChangeNote } from '../../main/contract/overview.ts';
import { Moment } from '../parts/moment.tsx';
import { useText } from '../text/use-text.tsx';
import { placeOfChange, subjectOfChange } from './state.ts';

const SHOWN = 8;

/** What is different since last time, newest first. */
export function Changes({ notes }: { readonly notes: readonly ChangeNote[] }) {
  const { text } = useText();
  if (notes.length === 0) {
    return <p className="quiet">{text.overview.noChanges}</p>;
  }
  return (
    <>
      <ul className="changes">
        {notes.slice(0, SHOWN).map((note) => {
          const subject = subjectOfChange(note);
          const place = placeOfChange(note);
          return (
            <li key={`${note.at} ${note.kind} ${subject} ${place}`}>
              <span>
                {place === null ? <strong>{subject}</strong> : <a href={place}>{subject}</a>}{' '}
                {text.overview.change[note.kind]}
                {'detail' in note && note.detail !== null ? <span className="quiet">: {note.detail}</span> : null}
              </span>
              <Moment at={note.at} />
            </li>
          );
        })}
      </ul>
      {notes.length > SHOWN ? <p className="quiet">{text.common.more(notes.length - SHOWN)}</p> : null}
    </>
  );
}
