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
  /^~\/(?:mini|ana)(?:conda|forge)3?\/(?:envs\/[^/]+\/)?bin$/,
  /^\/opt\/(?:homebrew\/Caskroom\/|homebrew\/|local\/)?(?:mini|ana)(?:conda|forge)3?\/(?:base\/)?(?:envs\/[^/]+\/)?bin$/,
];
const windowsFolders = [
  /^[a-z]:\/windows\/(?:system32|syswow64)(?:\/windowspowershell\/v1\.0)?$/,
  // Only administrators may write there.
  /^[a-z]:\/program files(?: \(x86\))?\/.+$/,
  /^[a-z]:\/(?:programdata\/chocolatey\/bin|nvm4w\/nodejs)$/,
  /^~\/appdata\/local\/programs\/python\/python[\d-]+(?:\/scripts)?$/,
  /^~\/appdata\/local\/(?:microsoft\/windowsapps|pnpm|volta\/bin|mise\/shims|programs\/nodejs)$/,
  /^~\/appdata\/local\/microsoft\/winget\/(?:links|packages\/.+)$/,
  /^~\/appdata\/roaming\/(?:npm|uv\/.+|nvm\/v[\d.]+|fnm\/node-versions\/[^/]+\/installation)$/,
  /^~\/\.(?:local|cargo|bun|deno|volta|dotnet)\/bin$/,
  /^~\/\.proto\/shims$/,
  /^~\/scoop\/(?:shims|apps\/[^/]+\/current(?:\/bin)?)$/,
];

/** Where guards and bridges are installed beside the tool folders: applications, and what administrators and package managers fill. */
const posixInstalls = [
  /^\/opt\/.+$/,
  /^\/usr\/(?:local\/)?lib(?:exec)?\/.+$/,
  /^(?:~)?\/Applications\/[^/]+\.app\/Contents\/.+$/,
  /^~\/\.(?:npm-global|npm-packages|toolhive)\/(?:bin|lib\/node_modules\/.+)$/,
  /^~\/\.nvm\/versions\/node\/[^/]+\/lib\/node_modules\/.+$/,
  /^~\/\.docker\/cli-plugins$/,
  /^~\/(?:\.local\/(?:share\/)?|Library\/Application Support\/)pipx\/venvs\/[^/]+\/bin$/,
];
const windowsInstalls = [
  /^~\/appdata\/local\/programs\/.+$/,
  /^~\/appdata\/roaming\/npm\/node_modules\/.+$/,
  /^~\/\.(?:toolhive\/bin|docker\/cli-plugins)$/,
  /^~\/pipx\/venvs\/[^/]+\/scripts$/,
];

/** Whether tools are usually installed in this folder: a `npx` there is npx, a `npx` elsewhere is just a file. */
export function isToolFolder(folder: string, machine: Machine): boolean {
  return isOneOf(folder, machine.os === 'win32' ? windowsFolders : posixFolders, machine);
}

/** Whether a guard or a bridge is believed to be what it is named here. A project, a download or a temporary folder is none of these. */
export function isInstallFolder(folder: string, machine: Machine): boolean {
  return (
    isToolFolder(folder, machine) || isOneOf(folder, machine.os === 'win32' ? windowsInstalls : posixInstalls, machine)
  );
}

function isOneOf(folder: string, patterns: readonly RegExp[], machine: Machine): boolean {
  const plain = folder.replaceAll('\\', '/').replace(/(.)\/+$/, '$1');
  if (plain.split('/').includes('..')) {
    return false;
  }
  const home = machine.home.replaceAll('\\', '/').replace(/\/+$/, '');
  if (machine.os === 'win32') {
    const [lower, lowerHome] = [plain.toLowerCase(), home.toLowerCase()];
    const short = lower.startsWith(`${lowerHome}/`) ? `~${lower.slice(lowerHome.length)}` : lower;
    return patterns.some((pattern) => pattern.test(short));
  }
  const short = plain.startsWith(`${home}/`) ? `~${plain.slice(home.length)}` : plain;
  return patterns.some((pattern) => pattern.test(short));
}
