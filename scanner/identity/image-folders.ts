/** Folders and files in which images keep what they start; a folder for data below one of them is not among these. */
const programPlaces: readonly RegExp[] = [
  /^\/$/,
  /^\/(?:usr\/(?:local\/)?)?(?:s?bin|lib(?:32|64|x32|exec)?)(?:\/|$)/,
  /^\/usr(?:\/local)?$/,
  /^\/etc(?:\/(?:ld\.so\.[\w.]+|profile(?:\.d)?|environment|bash\.bashrc)(?:\/|$)|$)/,
  /^\/(?:nix|snap)(?:\/|$)/,
  // A whole application folder, and what is named like code in it.
  /^\/(?:app|application|service|server|mcp|code|src|build|dist|function|opt|root|home|home\/[^/]+|usr\/src|usr\/app|var\/task|var\/www(?:\/html)?)$/,
  /^\/(?:usr\/src\/app|home\/[^/]+\/app|opt\/(?!(?:data|config|conf|cache|logs?|files|projects?|workspaces?|output|uploads?|storage)$)[^/]+)$/,
  /^\/(?:app|application|service|server|mcp|usr\/src|usr\/app|usr\/src\/app|home\/[^/]+\/app|opt\/[^/]+|var\/task)\/(?:dist|build|src|lib|s?bin|server|packages|code|scripts?)(?:\/|$)/,
  /\/(?:node_modules|site-packages|dist-packages|\.?venv)(?:\/|$)|\/\.local(?:\/(?:lib|bin)(?:\/|$)|$)/,
  // A single file of code, or the one that starts everything.
  /\.(?:[cm]?[jt]s|py[cdow]?|pth|sh|so(?:\.[\d.]+)?|node|jar|rb|pl|php|wasm|dll|exe)$/i,
  /\/(?:docker-)?entrypoint[\w.-]*$/i,
];

/** Whether something mounted there hides a program of the image, or puts another beside it. */
export function coversProgram(target: string): boolean {
  const path = plainTarget(target);
  return programPlaces.some((place) => place.test(path));
}

/** Whether a path of the image lies in what is mounted at `target`. */
export function isMountedOver(path: string, target: string): boolean {
  const [inner, outer] = [plainTarget(path), plainTarget(target)];
  return outer === '/' || inner === outer || inner.startsWith(`${outer}/`);
}

/** The engines read targets as POSIX paths, also on Windows. */
function plainTarget(target: string): string {
  const parts: string[] = [];
  for (const part of target.split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return `/${parts.join('/')}`;
}
