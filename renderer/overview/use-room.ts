import { useEffect, useState } from 'react';
import { useRem } from '../parts/use-rem.ts';

/** What of the overview stands above and below the map, in heights of letters. */
const AROUND = 18;

/** How high the map may be without its end leaving the window. */
export function useRoom(): number {
  const rem = useRem();
  const [height, setHeight] = useState(() => innerHeight);
  useEffect(() => {
    const follow = (): void => setHeight(innerHeight);
    addEventListener('resize', follow);
    return () => removeEventListener('resize', follow);
  }, []);
  return height - AROUND * rem;
}
