import type { Machine } from '../machine.ts';

const posixFolders = [
  /^\/(?:usr\/)?(?:local\/)?s?bin$/,
  /^\/opt\/(?:homebrew|local)\/s?bin$/,
  /^\/(?:opt\/homebrew|usr\/local|home\/linuxbrew\/\.linuxbrew)\/(?:Cellar|opt)\/.+\/bin$/,
  /^\/home\/linuxbrew\/\.linuxbrew\/bin$/,
  /^\/snap\/bin$/,
  /^\/nix\/store\/[^/]+\/bin$/,
  /^\/run\/current-system\/sw\/bin$/,
  /^\/etc\/profiles\/per-user\/[^/]+\/bin$/,
  /^\/usr\/(?:local\/)?(?:go\/bin|share\/dotnet|lib\/jvm\/[^/]+\/bin|lib\/node_modules\/npm\/bin|lib\/dotnet)$/,
  /^\/Library\/(?:Frameworks\/Python\.framework\/Versions\/[^/]+|Java\/JavaVirtualMachines\/[^/]+\/Contents\/Home)\/bin$/,
  /^\/Applications\/(?:Docker|OrbStack)\.app\/Contents\/.+$/,
  /^~\/\.(?:local|cargo|bun|deno|volta|nix-profile|docker|orbstack|rd|dotnet|yarn)\/bin$/,
  /^~\/\.dotnet$/,
  /^~\/\.(?:asdf|pyenv|rbenv|nodenv|proto|rye)\/shims$/,
  /^~\/\.pyenv\/versions\/[^/]+\/bin$/,
  /^~\/\.nvm\/versions\/node\/[^/]+\/bin$/,
  /^~\/\.asdf\/installs\/[^/]+\/[^/]+\/bin$/,
  /^~\/(?:\.local\/share|Library\/Application Support)\/(?:fnm|mise|uv|nvm)\/.+\/bin$/,
  /^~\/\.local\/share\/(?:mise\/shims|pnpm)$/,
  /^~\/Library\/pnpm$/,
  /^~\/go\/bin$/,
  /^~\/(?:mini|ana)(?:conda|forge)3?\/bin$/,
];
const windowsFolders = [
  /^[a-z]:\/windows\/(?:system32|syswow64)(?:\/windowspowershell\/v1\.0)?$/,
  // Only administrators may write there.
  /^[a-z]:\/program files(?: \(x86\))?\/.+$/,
  /^[a-z]:\/(?:programdata\/chocolatey\/bin|nvm4w\/nodejs)$/,
  /^~\/appdata\/local\/programs\/python\/python[\d-]+(?:\/scripts)?$/,
  /^~\/appdata\/local\/(?:microsoft\/windowsapps|pnpm|volta\/bin|mise\/shims|programs\/nodejs)$/,
  /^~\/appdata\/roaming\/(?:npm|uv\/.+)$/,
  /^~\/\.(?:local|cargo|bun|deno|volta|dotnet)\/bin$/,
  /^~\/\.proto\/shims$/,
  /^~\/scoop\/(?:shims|apps\/[^/]+\/current(?:\/bin)?)$/,
];

/** Whether tools are usually installed in this folder: a `npx` there is npx, a `npx` elsewhere is just a file. */
export function isToolFolder(folder: string, machine: Machine): boolean {
  const plain = folder.replaceAll('\\', '/').replace(/(.)\/+$/, '$1');
  if (plain.split('/').includes('..')) {
    return false;
  }
  const home = machine.home.replaceAll('\\', '/').replace(/\/+$/, '');
  if (machine.os === 'win32') {
    const [lower, lowerHome] = [plain.toLowerCase(), home.toLowerCase()];
    const short = lower.startsWith(`${lowerHome}/`) ? `~${lower.slice(lowerHome.length)}` : lower;
    return windowsFolders.some((pattern) => pattern.test(short));
  }
  const short = plain.startsWith(`${home}/`) ? `~${plain.slice(home.length)}` : plain;
  return posixFolders.some((pattern) => pattern.test(short));
}
