'use client';
import { useEffect, useState } from 'react';
import type { Later } from '../../base/later.js';

/** A part of the kit that is loaded once this has been mounted; `undefined` until then. */
export function useLater<T>(later: Later<T>): T | undefined {
  const [part, setPart] = useState(later.get);
  useEffect(() => {
    // Without it everything stays closed, and the next component that mounts tries again.
    if (!part) later.load().then((loaded) => setPart(() => loaded), ignore);
  }, [later, part]);
  return part;
}

function ignore(): void {}
