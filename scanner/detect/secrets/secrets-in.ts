import { remembering } from '../../remembering.ts';
import { findSecrets } from './find-secrets.ts';

/** As {@link findSecrets}, for the words of configs, which are asked about from many sides. */
export const secretsIn = remembering(findSecrets);
