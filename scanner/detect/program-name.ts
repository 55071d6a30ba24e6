/** `npx` for `npx`, `/usr/bin/npx` and `C:\nodejs\npx.cmd`: what a command is called, whatever folder it comes from. */
export function programName(command: string): string {
  const base = command.split(/[/\\]/).at(-1) ?? command;
  return base.toLowerCase().replace(/\.(?:exe|cmd|bat|com|ps1)$/, '');
}
