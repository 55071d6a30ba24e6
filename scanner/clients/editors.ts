import type { Paths, PathTemplate, RecentProjects } from './client.ts';
import { foldersInStorage, foldersInWorkspace } from './editor-recents.ts';
import { applicationData, together } from './paths.ts';

/** Where VS Code or a program made from it keeps things. */
export interface Editor {
  /** Its folder among the application data. */
  readonly data: string;
  /** Its folder in the home, which holds `extensions`. */
  readonly dot: string;
  /** The home folder of its remote half, on machines that are reached by SSH or run as containers. */
  readonly server: string | null;
  readonly flatpak: string | null;
}

export const editors = {
  vscode: { data: 'Code', dot: '.vscode', server: '.vscode-server', flatpak: 'com.visualstudio.code' },
  vscodeInsiders: {
    data: 'Code - Insiders',
    dot: '.vscode-insiders',
    server: '.vscode-server-insiders',
    flatpak: null,
  },
  vscodium: { data: 'VSCodium', dot: '.vscode-oss', server: '.vscodium-server', flatpak: 'com.vscodium.codium' },
  vscodiumInsiders: {
    data: 'VSCodium - Insiders',
    dot: '.vscode-oss-insiders',
    server: '.vscodium-server-insiders',
    flatpak: null,
  },
  cursor: { data: 'Cursor', dot: '.cursor', server: '.cursor-server', flatpak: null },
  windsurf: { data: 'Windsurf', dot: '.windsurf', server: '.windsurf-server', flatpak: null },
  windsurfNext: { data: 'Windsurf - Next', dot: '.windsurf-next', server: null, flatpak: null },
  devin: { data: 'Devin', dot: '.devin', server: null, flatpak: null },
  kiro: { data: 'Kiro', dot: '.kiro', server: null, flatpak: null },
  antigravity: { data: 'Antigravity', dot: '.antigravity', server: null, flatpak: null },
} as const satisfies Readonly<Record<string, Editor>>;

/** A place in an editor's `User` folder. */
export function inUserFolder({ data, flatpak }: Editor, path: string): Paths {
  const boxed = flatpak === null ? [] : [`{home}/.var/app/${flatpak}/config/${data}/User/${path}`];
  return together(applicationData(`${data}/User/${path}`), { linux: boxed });
}

/** A place in the `User` folder of every editor we know, and of their remote halves. */
export function inEveryUserFolder(path: string): Paths {
  const all: readonly Editor[] = Object.values(editors);
  const remote = all.flatMap(({ server }) => (server === null ? [] : [`{home}/${server}/data/User/${path}`]));
  return together(...all.map((editor) => inUserFolder(editor, path)), { linux: remote });
}

/** Where an extension is unpacked, in every editor we know. */
export function extension(id: string): readonly PathTemplate[] {
  const all: readonly Editor[] = Object.values(editors);
  return all.flatMap(({ dot, server }) =>
    [dot, ...(server === null ? [] : [server])].map((folder) => `{home}/${folder}/extensions/${id}-*`),
  );
}

/** What a running editor leaves behind and nobody writes by hand. */
export function traces(editor: Editor): Paths {
  const remote = editor.server === null ? [] : [`{home}/${editor.server}/bin`, `{home}/${editor.server}/cli`];
  return together(inUserFolder(editor, 'globalStorage/storage.json'), remote);
}

/** The editor's own lists of folders and workspaces it has opened. */
export function recentFolders(editor: Editor): readonly RecentProjects[] {
  return [
    {
      paths: inUserFolder(editor, 'workspaceStorage/*/workspace.json'),
      format: 'json',
      folders: foldersInWorkspace,
    },
    { paths: inUserFolder(editor, 'globalStorage/storage.json'), format: 'json', folders: foldersInStorage },
  ];
}
