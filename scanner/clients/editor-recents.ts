import { at, isRecord } from '../formats/document.ts';

/** The one folder or workspace file that a `workspaceStorage/<id>/workspace.json` stands for. */
export function foldersInWorkspace(document: unknown): readonly string[] {
  return ['folder', 'workspace', 'configuration'].flatMap((key) => localOnly(at(document, [key])));
}

/** Folders and workspace files that `globalStorage/storage.json` remembers: backups, profiles, last windows. */
export function foldersInStorage(document: unknown): readonly string[] {
  const backups = [
    ...items(at(document, ['backupWorkspaces', 'folders'])).map((item) => at(item, ['folderUri'])),
    ...items(at(document, ['backupWorkspaces', 'workspaces'])).map((item) => at(item, ['configURIPath'])),
  ];
  const withProfile = at(document, ['profileAssociations', 'workspaces']);
  const windows = [
    at(document, ['windowsState', 'lastActiveWindow']),
    ...items(at(document, ['windowsState', 'openedWindows'])),
  ].flatMap((window) => [at(window, ['folder']), at(window, ['workspaceIdentifier', 'configURIPath'])]);
  const all = [...backups, ...(isRecord(withProfile) ? Object.keys(withProfile) : []), ...windows];
  return [...new Set(all.flatMap(localOnly))];
}

/**
 * Only addresses of this machine: `vscode-remote:` folders are elsewhere, and a `file:` address with a host is a
 * share or a WSL distribution. A workspace that was never saved lies in the editor's own data and is no project.
 */
function localOnly(address: unknown): readonly string[] {
  return typeof address === 'string' && address.startsWith('file:///') && !address.endsWith('/workspace.json')
    ? [address]
    : [];
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
