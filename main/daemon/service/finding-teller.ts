import type { FindingSeen } from '../../contract/events.ts';
import { at } from '../../../scanner/formats/document.ts';
import type { ActivityReader } from '../activity/activity-reader.ts';
import type { StoredRecord } from '../activity/activity-rows.ts';

const MOST = 10_000;
/** Records of several shims come in one after the other; what is older than this was told or is no news. */
const WITHIN_MS = 15 * 60_000;

/**
 * What was found since the last time it was asked, of which a person is to be told: the policy says `warn`.
 *
 * What was found before it was made is no news.
 */
export function newFindings(
  reader: Pick<ActivityReader, 'onwards'>,
  now: () => Date,
): () => Promise<readonly FindingSeen[]> {
  const begun = now().getTime();
  let newest = 0;
  return async () => {
    const since = new Date(Math.max(begun, now().getTime() - WITHIN_MS)).toISOString();
    const filter = { kind: 'finding', withFindings: true, text: '"warn"', since } as const;
    const { stored } = await reader.onwards(filter, null, MOST);
    const fresh = stored.filter((one) => one.at > newest);
    newest = Math.max(newest, ...fresh.map((one) => one.at));
    return fresh.flatMap(findingSeen);
  };
}

function findingSeen({
  time,
  client,
  server,
  server_id: serverId,
  tool,
  record,
}: StoredRecord): readonly FindingSeen[] {
  const value: unknown = JSON.parse(record);
  const all = at(value, ['content', 'findings']);
  const method = at(value, ['action', 'method']);
  const rules = (Array.isArray(all) ? all : []).flatMap((one: unknown) => {
    const [rule, actions] = [at(one, ['rule']), at(one, ['actions'])];
    return typeof rule === 'string' && Array.isArray(actions) && actions.includes('warn') ? [rule] : [];
  });
  return rules.length === 0
    ? []
    : [
        {
          at: time,
          client,
          server,
          serverId,
          about: tool ?? (typeof method === 'string' ? method : null),
          rules: [...new Set(rules)],
        },
      ];
}
