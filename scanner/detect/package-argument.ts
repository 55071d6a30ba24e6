import { pypiName } from './package-of.ts';
import type { Package } from './package-of.ts';

/** Whether an argument names the package: `name`, `name@1`, `name==1`, `name[extra]`, `npm:name`, `--package=name`. */
export function packageArgument({ ecosystem, name }: Package): (argument: string) => boolean {
  const wanted = ecosystem === 'pypi' ? pypiName(name) : name;
  return (argument) => {
    const value = argument.replace(/^--?[\w-]+=/, '').replace(/^npm:/, '');
    const start = ecosystem === 'pypi' ? pypiName(value) : value;
    return start === wanted || (start.startsWith(wanted) && /^[@=<>~![ ;]/.test(start.slice(wanted.length)));
  };
}
