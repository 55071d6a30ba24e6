import type { Handlers, Questions } from '../../contract/operations.ts';
import { SallyportError } from '../../../scanner/model/errors.ts';

type NotHere = 'pins.accept';

/** What the screens know of and this daemon can not do: said as such, never answered with something else. */
export const notHere: Pick<Handlers, NotHere> & { readonly questions: Pick<Questions, 'pins.accept'> } = {
  'pins.accept': () => refuse('accept changed tools'),
  questions: { 'pins.accept': () => refuse('accept changed tools') },
};

function refuse(what: string): Promise<never> {
  return Promise.reject(
    new SallyportError({
      code: 'NOT_AVAILABLE',
      message: `this daemon can not ${what}`,
      remedy: 'Use a Sallyport whose daemon can.',
    }),
  );
}
