import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const root = join(import.meta.dirname, '..');

/** Lies beside whatever holds code of others. */
const noticesFile = 'THIRD-PARTY-NOTICES.txt';

/** What is shipped as it is, beside the scripts. */
const shippedWhole = ['node', '@cedar-policy/cedar-wasm', 'better-sqlite3'];

/** For what brings no text of its own, where it is. */
const textElsewhere: Readonly<Record<string, string>> = {
  node: 'Node.js is under the MIT licence, its parts under their own. The whole text: https://github.com/nodejs/node/blob/main/LICENSE',
};

/** The packages that code was taken from, by their folders below this checkout. */
export class BundledPackages {
  readonly #folders = new Set<string>();

  /** Takes down what a build really put into its outputs. */
  readonly plugin: Plugin = {
    name: 'notices',
    setup: (plugin) => {
      plugin.initialOptions.metafile = true;
      plugin.onEnd(({ metafile }) => {
        for (const { inputs } of Object.values(metafile?.outputs ?? {})) {
          for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
            const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
            if (folder !== undefined && bytesInOutput > 0) {
              this.#folders.add(folder.slice(folder.indexOf('node_modules/')));
            }
          }
        }
      });
    },
  };

  /** Writes name, version and licence of each into a folder, and our own licence. @throws when one brings none */
  write(folder: string): void {
    for (const name of shippedWhole) {
      this.#folders.add(`node_modules/${name}`);
    }
    const notices = [...this.#folders].toSorted().map(noticeOf);
    const text = ['Sallyport contains code of these packages.', ...notices].join(`\n\n${'-'.repeat(80)}\n\n`);
    writeFileSync(join(folder, noticesFile), `${text}\n`);
    copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  }
}

function noticeOf(folder: string): string {
  const path = join(root, folder);
  const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as PackageFacts;
  const files = readdirSync(path).filter((file) => /^(?:licen[cs]e|notice|copying)(?:\.|$)/i.test(file));
  const texts = files.map((file) => readFileSync(join(path, file), 'utf8').replaceAll('\r\n', '\n').trim());
  const elsewhere = license === 'Apache-2.0' ? 'The text of this licence is in LICENSE.' : textElsewhere[name];
  if (texts.length === 0 && elsewhere === undefined) {
    throw new Error(`${name} ${version} brings no licence`);
  }
  return [`${name} ${version} (${license})`, ...(texts.length > 0 ? texts : [elsewhere])].join('\n\n');
}

interface PackageFacts {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}
