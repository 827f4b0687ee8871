'use client';
import { type ReactNode, type RefObject, useContext, useEffect } from 'react';
import { rootOf } from '../dom/rootOf.js';
import { useAnswer } from '../hooks/useAnswer.js';
import { useWords } from '../hooks/useWords.js';
import { VoiceContext } from '../store/PermissionContext.js';
import { FocusKeeper } from './FocusKeeper.js';

export { say } from './say.js';

/**
 * Out of sight without the kit's style sheet as well. Not by an attribute, which a strict content security policy
 * forbids where a server sends it; until then nothing is in the region.
 */
const outOfSight: Readonly<Partial<CSSStyleDeclaration>> = {
  position: 'absolute',
  inlineSize: '1px',
  blockSize: '1px',
  margin: '-1px',
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
};

function hide(element: HTMLElement | null): void {
  if (element) Object.assign(element.style, outOfSight);
}

/** Watches over focus, and says in the live region which control was lost. */
export function LossTeller({ region }: { readonly region: RefObject<HTMLDivElement | null> }): ReactNode {
  const words = useWords();
  const { announce } = useContext(VoiceContext);
  const view = useAnswer((current) => current);
  const tellLoss = (name: string, disabled: Element | undefined) =>
    announce(`${words.lost.replace('{name}', () => name || words.unnamed)} ${disabled ? descriptionOf(disabled) : ''}`);
  useEffect(() => hide(region.current), [region]);
  return <FocusKeeper view={view} near={region} onLost={tellLoss} />;
}

function descriptionOf(element: Element): string {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => rootOf(element).getElementById(id)?.textContent ?? '').join(' ');
}
