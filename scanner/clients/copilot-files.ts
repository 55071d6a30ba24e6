import type { PathTemplate, SourceSpec } from './client.ts';
import { pluginManifest, pluginServers } from './plugin-files.ts';

/** Files of the Copilot folder, which the terminal program and VS Code share. */
export const copilotFiles: readonly SourceSpec[] = [
  { scope: 'user', paths: inCopilotFolder('mcp-config.json'), format: 'json', servers: [['mcpServers']] },
  pluginServers(['.mcp.json', 'mcp.json'].flatMap((file) => inCopilotFolder(`installed-plugins/*/*/${file}`))),
  pluginManifest(
    ['plugin.json', '.plugin/plugin.json', '.claude-plugin/plugin.json'].flatMap((file) =>
      inCopilotFolder(`installed-plugins/*/*/${file}`),
    ),
  ),
];

export function inCopilotFolder(path: string): readonly PathTemplate[] {
  return [`{home}/.copilot/${path}`, `{env:COPILOT_HOME}/${path}`];
}
