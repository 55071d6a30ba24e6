import { describe, expect, it } from 'vitest';
import { serverEnvironment } from '../../../shim/transport/environment.ts';

describe('the environment of the server', () => {
  it('has what was kept for it, under its own names', () => {
    expect(serverEnvironment({ A: '1', SALLYPORT_KEPT_NODE_OPTIONS: '--x' })).toEqual({ A: '1', NODE_OPTIONS: '--x' });
  });

  it('has names that look kept as the entry wrote them', () => {
    expect(
      serverEnvironment({
        SALLYPORT_KEPT_SALLYPORT_KEPT_NODE_OPTIONS: 'theirs',
        SALLYPORT_KEPT_NODE_OPTIONS: 'kept',
        SALLYPORT_KEPT_SALLYPORT_HOME: '/x',
      }),
    ).toEqual({ SALLYPORT_KEPT_NODE_OPTIONS: 'theirs', NODE_OPTIONS: 'kept', SALLYPORT_HOME: '/x' });
  });

  it('is our own where nothing was kept', () => {
    expect(serverEnvironment({ A: '1', SALLYPORT_KEEP: 'x' })).toBeNull();
  });
});
