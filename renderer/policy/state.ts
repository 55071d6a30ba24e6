import type { PolicyCheck, PolicyFile, PolicyFiles } from '../../main/contract/policy.ts';

/** The local policy's files, and what this person made of them so far. */
export type DraftState =
  | { readonly kind: 'clean'; readonly saved: PolicyFiles }
  | {
      readonly kind: 'editing';
      readonly saved: PolicyFiles;
      readonly texts: Readonly<Record<string, string>>;
      /** Null while the last text was not checked yet. */
      readonly check: PolicyCheck | null;
      /** The files on disk are other ones by now. */
      readonly isOutdated: boolean;
    }
  | { readonly kind: 'none' };

/** What was typed, and the hash of the files it was typed over. */
export interface KeptDraft {
  readonly basedOn: string;
  readonly texts: Readonly<Record<string, string>>;
}

export type DraftEvent =
  /** `kept`: what was typed before this screen was left. */
  | { readonly kind: 'loaded'; readonly files: PolicyFiles; readonly kept?: KeptDraft | null }
  | { readonly kind: 'typed'; readonly name: string; readonly text: string }
  | { readonly kind: 'checked'; readonly files: readonly PolicyFile[]; readonly check: PolicyCheck }
  | { readonly kind: 'reverted'; readonly files: PolicyFiles };

export function afterEvent(state: DraftState, event: DraftEvent): DraftState {
  switch (event.kind) {
    case 'loaded':
      if (state.kind === 'editing') {
        return afterReload(state, event.files);
      }
      return state.kind === 'none' && event.kept
        ? takenUp(event.files, event.kept)
        : { kind: 'clean', saved: event.files };
    case 'typed': {
      if (state.kind === 'none') {
        return state;
      }
      const texts = { ...(state.kind === 'editing' ? state.texts : {}), [event.name]: event.text };
      const isOutdated = state.kind === 'editing' && state.isOutdated;
      return withoutSame({ kind: 'editing', saved: state.saved, texts, check: null, isOutdated });
    }
    case 'checked':
      return state.kind === 'editing' && sameFiles(filesOf(state), event.files)
        ? { ...state, check: event.check }
        : state;
    case 'reverted':
      return { kind: 'clean', saved: event.files };
  }
}

type Editing = Extract<DraftState, { kind: 'editing' }>;

/** The files as they would be saved. */
export function filesOf(state: DraftState): readonly PolicyFile[] {
  switch (state.kind) {
    case 'none':
      return [];
    case 'clean':
      return state.saved.files;
    case 'editing':
      return state.saved.files.map(({ name, text }) => ({ name, text: state.texts[name] ?? text }));
  }
}

/** A draft that was left goes on, and says so where the files are other ones by now. */
function takenUp(saved: PolicyFiles, { basedOn, texts }: KeptDraft): DraftState {
  return withoutSame({ kind: 'editing', saved, texts, check: null, isOutdated: basedOn !== saved.hash });
}

/** Text that is again what was saved is no change. */
function withoutSame(state: Editing): DraftState {
  return sameFiles(filesOf(state), state.saved.files) ? { kind: 'clean', saved: state.saved } : state;
}

/** After a save the files are what was typed; else somebody else wrote them, and the text here is kept. */
function afterReload(state: Editing, files: PolicyFiles): DraftState {
  if (sameFiles(filesOf(state), files.files)) {
    return { kind: 'clean', saved: files };
  }
  return files.hash === state.saved.hash ? state : { ...state, isOutdated: true };
}

function sameFiles(a: readonly PolicyFile[], b: readonly PolicyFile[]): boolean {
  return a.length === b.length && a.every(({ name, text }, at) => b[at]?.name === name && b[at].text === text);
}
