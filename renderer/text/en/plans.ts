import { counted } from './counted.ts';

export const plans = {
  titles: { protect: 'Put behind the guard', restore: 'Give the configs back' },
  making: 'Working out what would change …',
  summary: (entries: number, files: number): string =>
    `${counted(entries, 'entry changes', 'entries change')} in ${counted(files, 'file', 'files')}. Nothing is changed yet.`,
  nothing: 'There is nothing to change.',
  onlyWithdrawn: 'No file changes. What waits for its client to quit is withdrawn.',
  withdrawn: 'Waits for its client to quit, and would be withdrawn',
  agreed: 'Agreed to',
  exact: 'the exact bytes from before',
  before: 'Now',
  after: 'Then',
  causes: 'What the client will do about it',
  guarded: (count: number): string => `${counted(count, 'entry is', 'entries are')} guarded already`,
  left: 'Left as they are',
  gaps: 'Could not be read',
  apply: { protect: 'Apply the plan', restore: 'Give them back' },
  applying: 'Applying …',
  applied: 'What became of it',
  results: {
    done: 'done',
    merged: 'done, after its client had written too',
    'not-kept': 'its client wrote its own copy back',
    waiting: 'is made once its client has quit; quit it fully',
    gone: 'the file is gone',
    failed: 'failed',
  },
};
