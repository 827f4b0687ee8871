'use client';
import { useEffect, useState } from 'react';

/** Asks once, and again when `ask` is another function; unmounting before the answer aborts it. */
export function useAnswer<T>(ask: (signal: AbortSignal) => Promise<T>): T | 'asking' | 'failed' {
  const [answer, setAnswer] = useState<T | 'asking' | 'failed'>('asking');
  useEffect(() => {
    const asked = new AbortController();
    ask(asked.signal).then(
      (found) => !asked.signal.aborted && setAnswer(() => found),
      () => !asked.signal.aborted && setAnswer('failed'),
    );
    return () => asked.abort();
  }, [ask]);
  return answer;
}
