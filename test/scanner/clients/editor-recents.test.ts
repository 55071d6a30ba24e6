import { describe, expect, it } from 'vitest';
import { clients } from '../../../scanner/clients/all.ts';
import { foldersInStorage, foldersInWorkspace } from '../../../scanner/clients/editor-recents.ts';
import { recentPathsOf } from './looking.ts';

describe('the file of one opened workspace', () => {
  it.each([
    ['a folder', { folder: 'file:///home/a/site' }, ['file:///home/a/site']],
    ['a folder on Windows', { folder: 'file:///c%3A/src/site' }, ['file:///c%3A/src/site']],
    ['a workspace file', { workspace: 'file:///src/all.code-workspace' }, ['file:///src/all.code-workspace']],
    ['its older key', { configuration: 'file:///src/all.code-workspace' }, ['file:///src/all.code-workspace']],
    ['a workspace never saved', { workspace: 'file:///h/.config/Code/Workspaces/1/workspace.json' }, []],
    ['a folder over SSH', { folder: 'vscode-remote://ssh-remote%2Bbox/home/a' }, []],
    ['a folder in WSL', { folder: 'file://wsl.localhost/Ubuntu/home/a' }, []],
    ['nothing', {}, []],
    ['another type', { folder: 7 }, []],
  ])('names %s', (_what, document, expected) => {
    expect(foldersInWorkspace(document)).toEqual(expected);
  });
});

describe('the storage of an editor', () => {
  it('names folders from backups, profiles and windows, each once', () => {
    const storage = {
      backupWorkspaces: {
        folders: [{ folderUri: 'file:///src/a' }, { folderUri: 'vscode-remote://wsl%2Bubuntu/src/x' }],
        workspaces: [{ id: '1', configURIPath: 'file:///src/all.code-workspace' }],
      },
      profileAssociations: { workspaces: { 'file:///src/a': '__default__profile__', 'file:///src/b': 'work' } },
      windowsState: { lastActiveWindow: { folder: 'file:///src/c' }, openedWindows: [{ folder: 'file:///src/d' }] },
    };

    expect(foldersInStorage(storage)).toEqual([
      'file:///src/a',
      'file:///src/all.code-workspace',
      'file:///src/b',
      'file:///src/c',
      'file:///src/d',
    ]);
  });

  it.each([[undefined], [[]], [{ backupWorkspaces: { folders: 'none' }, profileAssociations: null }]])(
    'names none when it is %j',
    (storage) => {
      expect(foldersInStorage(storage)).toEqual([]);
    },
  );
});

describe('editors made from VS Code', () => {
  it.each([
    ['cursor', ['Cursor']],
    ['vscode-insiders', ['Code - Insiders']],
    ['vscodium-insiders', ['VSCodium - Insiders']],
    ['windsurf', ['Windsurf', 'Windsurf - Next', 'Devin']],
    ['antigravity', ['Antigravity']],
    ['kiro', ['Kiro']],
  ])('%s keeps the same lists under its own name', (id, folders) => {
    const client = clients.find((candidate) => candidate.id === id);

    expect(client === undefined ? [] : recentPathsOf(client, 'win32')).toEqual(
      folders.flatMap((folder) => [
        `/h/AppData/Roaming/${folder}/User/workspaceStorage/*/workspace.json`,
        `/h/AppData/Roaming/${folder}/User/globalStorage/storage.json`,
      ]),
    );
  });
});
