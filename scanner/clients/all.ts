import { amazonQ } from './amazon-q.ts';
import { antigravity } from './antigravity.ts';
import { claudeCode } from './claude-code.ts';
import { claudeDesktop } from './claude-desktop.ts';
import type { Client } from './client.ts';
import { cline } from './cline.ts';
import { codex } from './codex.ts';
import { continueDev } from './continue.ts';
import { copilotCli } from './copilot-cli.ts';
import { cursor } from './cursor.ts';
import { geminiCli } from './gemini-cli.ts';
import { goose } from './goose.ts';
import { kiro } from './kiro.ts';
import { opencode } from './opencode.ts';
import { vscode, vscodeInsiders, vscodium, vscodiumInsiders } from './vscode.ts';
import { windsurf } from './windsurf.ts';
import { zed } from './zed.ts';

/** Every client we know, in the order in which people see them. */
export const clients: readonly Client[] = [
  claudeDesktop,
  claudeCode,
  cursor,
  vscode,
  vscodeInsiders,
  vscodium,
  vscodiumInsiders,
  windsurf,
  codex,
  geminiCli,
  antigravity,
  copilotCli,
  cline,
  zed,
  opencode,
  continueDev,
  goose,
  amazonQ,
  kiro,
];
