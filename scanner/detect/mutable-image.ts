import type { Detector } from './detector.ts';
import { argumentPlace } from './place.ts';
import { shown } from './shown.ts';

/** An image by tag: the same name can hold other code tomorrow. */
export const detectMutableImage: Detector = ({ entry, resolved: { runs } }) =>
  runs.kind === 'container' && runs.digest === null
    ? [
        {
          rule: 'container/mutable-image',
          severity: 'low',
          confidence: 'certain',
          where: argumentPlace(entry, (argument) => namesImage(argument, runs.image)),
          message: `the image ${shown(runs.image)}${runs.tag === null ? '' : `:${shown(runs.tag)}`} is named by tag, not by digest`,
          remedy: 'Name the image by digest, as in image@sha256:….',
        },
      ]
    : [];

/** The resolver spells out the registry and the tag apart; the entry may say less. */
function namesImage(argument: string, image: string): boolean {
  const name = argument.replace(/:[\w.-]+$/, '');
  return name !== '' && (image === name || image.endsWith(`/${name}`));
}
