import type { DraftState, KeptDraft } from './state.ts';

const KEPT = 'sallyport-draft';

/** What this window typed and did not save: it outlives another screen, a reload and a link from elsewhere. */
export function keptDraft(): KeptDraft | null {
  const kept = sessionStorage.getItem(KEPT);
  // Written only below, and readable only by this page of this port.
  return kept === null ? null : (JSON.parse(kept) as KeptDraft);
}

export function keepDraft(state: DraftState): void {
  if (state.kind === 'editing') {
    const { saved, texts, isOutdated } = state;
    const kept: KeptDraft = { basedOn: isOutdated ? '' : saved.hash, texts };
    sessionStorage.setItem(KEPT, JSON.stringify(kept));
  } else if (state.kind === 'clean') {
    sessionStorage.removeItem(KEPT);
  }
}
