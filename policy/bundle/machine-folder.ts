import { join } from 'node:path';

/** Where an administrator puts `policy-trust.json`. */
export function machineFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  if (platform === 'win32') {
    return join(env['ProgramData'] ?? 'C:\\ProgramData', 'Sallyport');
  }
  return platform === 'darwin' ? '/Library/Application Support/Sallyport' : '/etc/sallyport';
}
