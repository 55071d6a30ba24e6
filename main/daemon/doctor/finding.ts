/** One line of the doctor's: what was looked at, how it is, and what to do where it is not as it should be. */
export interface Finding {
  readonly about: 'state' | 'journal' | 'store' | 'shim' | 'configs' | 'policy' | 'record' | 'daemon';
  /** `mended`: it was broken until now. `note`: nothing is broken, and somebody may want to know. */
  readonly state: 'ok' | 'mended' | 'note' | 'broken';
  readonly text: string;
  readonly remedy: string | null;
}

export function ok(about: Finding['about'], text: string): Finding {
  return { about, state: 'ok', text, remedy: null };
}

export function mended(about: Finding['about'], text: string): Finding {
  return { about, state: 'mended', text, remedy: null };
}

export function note(about: Finding['about'], text: string, remedy: string): Finding {
  return { about, state: 'note', text, remedy };
}

export function broken(about: Finding['about'], text: string, remedy: string): Finding {
  return { about, state: 'broken', text, remedy };
}
