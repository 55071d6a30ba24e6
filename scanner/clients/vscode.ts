import type { Client } from './client.ts';
import { editors } from './editors.ts';
import { macApp, together } from './paths.ts';
import { vscodeFamily } from './vscode-family.ts';

export const vscode: Client = vscodeFamily({
  id: 'vscode',
  name: 'Visual Studio Code',
  editor: editors.vscode,
  installed: together(macApp('Visual Studio Code'), {
    win32: ['{localAppData}/Programs/Microsoft VS Code', '{programFiles}/Microsoft VS Code'],
    linux: [
      '{system}/usr/share/code',
      '{system}/opt/visual-studio-code',
      '{system}/snap/code',
      '{system}/var/lib/flatpak/app/com.visualstudio.code',
      '{home}/.local/share/flatpak/app/com.visualstudio.code',
    ],
  }),
  commands: ['code'],
  isMicrosofts: true,
  moreUserFolders: ['{env:VSCODE_PORTABLE}/user-data/User'],
});

export const vscodeInsiders: Client = vscodeFamily({
  id: 'vscode-insiders',
  name: 'Visual Studio Code - Insiders',
  editor: editors.vscodeInsiders,
  installed: together(macApp('Visual Studio Code - Insiders'), {
    win32: ['{localAppData}/Programs/Microsoft VS Code Insiders', '{programFiles}/Microsoft VS Code Insiders'],
    linux: ['{system}/usr/share/code-insiders', '{system}/snap/code-insiders'],
  }),
  commands: ['code-insiders'],
  isMicrosofts: true,
});

export const vscodium: Client = vscodeFamily({
  id: 'vscodium',
  name: 'VSCodium',
  editor: editors.vscodium,
  installed: together(macApp('VSCodium'), {
    win32: ['{localAppData}/Programs/VSCodium', '{programFiles}/VSCodium'],
    linux: [
      '{system}/usr/share/codium',
      '{system}/snap/codium',
      '{system}/var/lib/flatpak/app/com.vscodium.codium',
      '{home}/.local/share/flatpak/app/com.vscodium.codium',
    ],
  }),
  commands: ['codium', 'vscodium'],
  isMicrosofts: false,
});

export const vscodiumInsiders: Client = vscodeFamily({
  id: 'vscodium-insiders',
  name: 'VSCodium - Insiders',
  editor: editors.vscodiumInsiders,
  installed: together(macApp('VSCodium - Insiders'), {
    win32: ['{localAppData}/Programs/VSCodium - Insiders', '{programFiles}/VSCodium - Insiders'],
    linux: ['{system}/usr/share/codium-insiders'],
  }),
  commands: ['codium-insiders'],
  isMicrosofts: false,
});
