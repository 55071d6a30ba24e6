import type { StdioLaunch } from '../model/launch.ts';
import type { PackageRuns, Step } from './step.ts';
import { behind } from './step.ts';

/** Packages that only start what their arguments say: the tool whose command line they share, or null. */
const packaged: ReadonlyMap<string, string | null> = new Map([
  ['npm:tsx', 'tsx'],
  ['npm:ts-node', 'ts-node'],
  ['npm:node', 'node'],
  ['npm:bun', 'bun'],
  ['npm:deno', 'deno'],
  ['npm:dotenv-cli', 'dotenv'],
  ['npm:@dotenvx/dotenvx', 'dotenvx'],
  ['npm:cross-env', 'env'],
  ['npm:npm', 'npm'],
  ['npm:npx', 'npx'],
  ['npm:pnpm', 'pnpm'],
  ['npm:yarn', 'yarn'],
  ['pypi:uv', 'uv'],
  ['pypi:mcp', 'mcp'],
  ['pypi:fastmcp', 'fastmcp'],
  ...`env-cmd nodemon concurrently pm2 forever shx cross-env-shell npm-run-all npm-run-all2 onchange chokidar-cli start-server-and-test
    @smithery/cli @modelcontextprotocol/inspector @infisical/cli zx vite-node jiti esno tsm esbuild-runner ts-node-dev @babel/node electron
    deno-bin nx turbo lerna`
    .split(/\s+/)
    .map((name): [string, null] => [`npm:${name}`, null]),
  ...`pipx poetry hatch pdm nox tox invoke honcho supervisor mcpm mcpo ipython xonsh python-dotenv`
    .split(' ')
    .map((name): [string, null] => [`pypi:${name}`, null]),
]);

/** Whether a package is itself a tool that starts something else. */
export function isPackagedTool({ ecosystem, name }: PackageRuns): boolean {
  return packaged.has(`${ecosystem}:${name}`);
}

/** For a package that is itself a tool: what its arguments start is what counts. @returns null for any other package */
export function packagedStep(runs: PackageRuns, args: readonly string[], launch: StdioLaunch): Step | null {
  const tool = packaged.get(`${runs.ecosystem}:${runs.name}`);
  if (tool === undefined) {
    return null;
  }
  return tool === null
    ? { kind: 'opaque', runs, reason: `${runs.name} starts something else, in a way we do not read` }
    : {
        kind: 'through',
        layer: { kind: 'launcher', name: `${runs.runner} ${runs.name}` },
        launch: behind(launch, [tool, ...args]),
      };
}
