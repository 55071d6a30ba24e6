import type { FolderFiles } from '../bundle/build.ts';
import { balanced } from './balanced.ts';
import { observe } from './observe.ts';
import { strict } from './strict.ts';

/** What a new policy folder may start from, the mildest first. */
export const presets = { observe, balanced, strict } as const;
export type PresetName = keyof typeof presets;

/** The files of a new policy folder. */
export function presetFiles(name: PresetName): FolderFiles {
  const { settings, content, person, agent, tests } = presets[name];
  return new Map([
    ['settings.yaml', settings],
    ['catalogue.yaml', catalogue],
    ['content.yaml', content],
    ['person.cedar', person],
    ...(agent === null ? [] : [['agent.cedar', agent] as const]),
    ['tests/first.yaml', tests],
  ]);
}

const catalogue = `# Which servers somebody answers for, and which must not run.
#
# servers:
#   - identity: { purl: "pkg:npm/%40acme/warehouse", versions: ">=2.1.0 <3" }
#     status: approved
#     owner: data-platform
#     reason: reviewed
#     tools: { query: read, export: ask, drop_table: "off" }
version: 1
`;
