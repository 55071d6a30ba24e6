import { useState } from 'react';
import { useText } from '../text/use-text.tsx';

/** Folders that are looked at beside those the clients remember. */
export function ProjectFolders({
  projects,
  disabled,
  save,
}: {
  readonly projects: readonly string[];
  readonly disabled: boolean;
  readonly save: (projects: readonly string[]) => void;
}) {
  const { text } = useText();
  const before = projects.join('\n');
  const [lines, setLines] = useState(before);
  const words = text.settings;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save(
          lines
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== ''),
        );
      }}
    >
      <p className="quiet" id="projects-words">
        {words.projectsWords}
      </p>
      <textarea
        className="input mono projects"
        aria-label={words.projects}
        aria-describedby="projects-words"
        rows={3}
        disabled={disabled}
        value={lines}
        onChange={(event) => setLines(event.target.value)}
      />
      <div className="dialog-actions">
        <button type="submit" className="button" disabled={disabled || lines === before}>
          {words.save}
        </button>
      </div>
    </form>
  );
}
