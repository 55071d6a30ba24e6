import { wordForShell } from '../clients/client-shell.ts';
import type { Observation } from '../model/finding.ts';
import type { Runs } from '../model/identity.ts';
import type { Detector, Subject } from './detector.ts';
import { argumentPlace, entryArguments } from './place.ts';
import { programName } from './program-name.ts';
import { shown } from './shown.ts';

/** A shell interprets a line of text, so what starts can not be told from the entry. */
export const detectShellCommand: Detector = (subject) => {
  const { entry, resolved } = subject;
  const shell = shellOf(resolved.runs);
  if (shell === null) {
    return byClient(subject);
  }
  if (isPowerShell(shell) && entryArguments(entry).some(isEncodedSwitch)) {
    return [
      {
        rule: 'config/shell-command',
        severity: 'high',
        confidence: 'certain',
        where: argumentPlace(entry, isEncodedSwitch),
        message: `${shown(shell)} runs a command line that is encoded, so nobody can read it in the config`,
        remedy: 'Decode it, find out who wrote it, and name the program directly.',
      },
    ];
  }
  return [
    {
      rule: 'config/shell-command',
      severity: 'medium',
      confidence: 'certain',
      where: argumentPlace(entry, (argument) => /\s/.test(argument)),
      message: `${shown(shell)} interprets a command line, so what starts can not be told for sure`,
      remedy: 'Name the program as the command and give each argument by itself.',
    },
  ];
};

/** The client's own shell starts a second command behind such a sign, or writes a file. A blank only breaks the line apart. */
function byClient({ entry, client, os }: Subject): readonly Observation[] {
  const word = 'problem' in entry.launch ? null : wordForShell(client.id, entry.launch, os, /[&|<>^]/);
  return word === null
    ? []
    : [
        {
          rule: 'config/shell-command',
          severity: 'medium',
          confidence: 'likely',
          where: argumentPlace(entry, (argument) => argument === word),
          message: `${client.name} hands the line to cmd, which acts on signs in it`,
          remedy: 'Take the signs out of its arguments.',
        },
      ];
}

/** The shell that is given a text, on this machine or inside a container. */
function shellOf(runs: Runs): string | null {
  if (runs.kind === 'shell') {
    return runs.shell;
  }
  const [program = '', ...args] = runs.kind === 'container' ? runs.command : [];
  const isShell = /^(?:(?:ba|da|z|k|fi|a)?sh|powershell|pwsh)$/.test(programName(program));
  return isShell && args.some((word) => /^-[a-z]*c/i.test(word)) ? programName(program) : null;
}

function isPowerShell(shell: string): boolean {
  return /^(?:powershell|pwsh)/.test(programName(shell));
}

/** PowerShell takes any beginning of `-EncodedCommand`, and `-ec`. */
function isEncodedSwitch(argument: string): boolean {
  const word = argument.toLowerCase().replace(/^(?:--|\/)/, '-');
  return word === '-ec' || (/^-en?/.test(word) && '-encodedcommand'.startsWith(word));
}
