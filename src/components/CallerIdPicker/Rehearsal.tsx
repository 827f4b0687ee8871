'use client';
import { type CSSProperties, type ReactNode, startTransition, useEffect, useState } from 'react';

// Not without a place in the page, since a list that has no size draws no rows. Inline, so that no style sheet shows it.
const stage: CSSProperties = { position: 'fixed', inset: 0, visibility: 'hidden' };

let isOver = false;

/**
 * Draws its children once on every page, where nobody sees, hears or reaches them, and takes them away again. Code
 * that runs for the first time takes much longer, so that had better not be when somebody has pressed a key and
 * waits. As a transition it gives way to whatever else happens meanwhile.
 */
export function Rehearsal({ children }: { readonly children: ReactNode }): ReactNode {
  const [isOn, setOn] = useState(false);
  useEffect(() => {
    if (isOn || !isOver) startTransition(() => setOn(!isOn));
    isOver = true;
  }, [isOn]);
  return isOn && <div style={stage}>{children}</div>;
}
