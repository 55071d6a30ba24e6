import { describe, expect, it } from 'vitest';
import type { MessageId } from '../../shim/framing/message.ts';
import { type OpenRequest, openRequest, OpenRequests } from '../../shim/open-requests.ts';

const idOf = (number: number): MessageId => ({ raw: String(number), key: number });
const asked = (number: number): OpenRequest => openRequest({ id: idOf(number), method: 'ping', sinceMs: 0 });

function manyOpen(count: number): OpenRequests {
  const requests = new OpenRequests();
  for (let number = 0; number < count; number += 1) {
    requests.add(asked(number));
  }
  return requests;
}

describe('requests that are open', () => {
  it('are all kept while somebody waits for them, however many, and one more costs no more than before', () => {
    const startedMs = performance.now();
    const requests = manyOpen(60_000);

    expect(requests.size).toBe(60_000);
    expect(requests.take(idOf(0))).not.toBeNull();
    // Looking through all of them for each would take ten times as long, on any machine.
    expect(performance.now() - startedMs).toBeLessThan(2000);
  });

  it('beyond ten thousand are forgotten when they were cancelled, the first of these first', () => {
    const requests = manyOpen(10_000);
    requests.cancel(idOf(7));
    requests.cancel(idOf(3));

    requests.add(asked(10_000));
    expect([requests.find(idOf(7)), requests.find(idOf(3))?.cancelled]).toEqual([null, true]);
    requests.add(asked(10_001));
    requests.add(asked(10_002));

    expect(requests.find(idOf(3))).toBeNull();
    expect(requests.size).toBe(10_001);
  });

  it('of a side that is bounded are the newest, and those that were cancelled go first', () => {
    const requests = new OpenRequests(10_000);
    for (let number = 0; number < 10_000; number += 1) {
      requests.add(asked(number));
    }
    requests.cancel(idOf(5));
    requests.add(asked(10_000));
    expect([requests.find(idOf(0)), requests.find(idOf(5))]).toEqual([expect.anything(), null]);

    requests.add(asked(10_001));

    expect([requests.find(idOf(0)), requests.find(idOf(10_001))]).toEqual([null, expect.anything()]);
    expect(requests.size).toBe(10_000);
  });

  it('are waited for by nobody once all are cancelled', () => {
    const requests = manyOpen(2);
    requests.cancel(idOf(0));
    requests.cancel(idOf(0));
    expect(requests.isWaitedFor).toBe(true);
    requests.cancel(idOf(1));

    expect(requests.isWaitedFor).toBe(false);
    requests.take(idOf(1));
    requests.add(asked(2));
    expect(requests.isWaitedFor).toBe(true);
  });
});
