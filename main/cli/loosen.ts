import { SallyportError } from '../../scanner/model/errors.ts';
import type { Context } from './verb.ts';

/**
 * The rule for every verb that loosens something: a terminal, a person's yes, and no agent run above us.
 * It deters; a program with the same user's rights can still edit files.
 *
 * @param what what will be loosened, as the person should read it before saying yes
 * @throws SallyportError `REFUSED_FOR_AGENT`, `NEEDS_TERMINAL` or `NOT_CONFIRMED`
 */
export async function loosen(what: string, { ask, agentAbove, output }: Context): Promise<void> {
  const agent = await agentAbove();
  if (agent !== null) {
    throw new SallyportError({
      code: 'REFUSED_FOR_AGENT',
      message: `${what} was asked for by an agent run (${agent})`,
      remedy: 'Run the command yourself, in a terminal that no agent started.',
    });
  }
  if (ask === null) {
    throw new SallyportError({
      code: 'NEEDS_TERMINAL',
      message: `${what} needs a person's yes, and there is no terminal to ask at`,
      remedy: 'Run the command in a terminal.',
    });
  }
  output.note(what);
  const answer = await ask('Do it? [y/N] ');
  if (!/^y(es)?$/i.test(answer.trim())) {
    throw new SallyportError({ code: 'NOT_CONFIRMED', message: 'nothing was changed', remedy: 'Answer `y` to go on.' });
  }
}
