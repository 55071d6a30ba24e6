import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reportFormats } from '../../../main/report/fleet/report.ts';
import { fleetScalarNames } from '../../../main/report/fleet/scalars.ts';

const text = readFileSync(new URL('../../../docs/mdm.md', import.meta.url), 'utf8');
const scripts = Array.from(text.matchAll(/```sh\n(.*?)```/gs), ([, script = '']) => script);

describe('the page for administrators', () => {
  it('names every value there is', () => {
    expect(fleetScalarNames.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it('names every report there is', () => {
    expect(reportFormats.filter((name) => !new RegExp(`^\\| \`${name}\` +\\|`, 'm').test(text))).toEqual([]);
  });

  it('asks for no value and no report that does not exist', () => {
    const values = Array.from(text.matchAll(/fleet get ([a-z-]+)/g), ([, name = '']) => name);
    const formats = Array.from(text.matchAll(/--format ([a-z-]+)/g), ([, name = '']) => name);

    expect(values.length * formats.length).toBeGreaterThan(0);
    expect(fleetScalarNames).toEqual(expect.arrayContaining(values));
    expect(reportFormats).toEqual(expect.arrayContaining(formats));
  });

  it.runIf(process.platform !== 'win32').each(scripts)('has shell scripts that parse: %j', (script) => {
    expect(spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });
});
