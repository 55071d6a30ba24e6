import { useEffect, useState } from 'react';

/** The size of the page's own letters; what is drawn in pixels grows with them on large screens. */
export function useRem(): number {
  const [rem, setRem] = useState(read);
  useEffect(() => {
    const follow = (): void => setRem(read());
    addEventListener('resize', follow);
    return () => removeEventListener('resize', follow);
  }, []);
  return rem;
}

function read(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
