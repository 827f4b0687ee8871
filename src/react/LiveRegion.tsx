'use client';
import { type CSSProperties, type ReactNode, type RefObject, useContext } from 'react';
import { FocusKeeper } from './FocusKeeper.js';
import { VoiceContext } from './PermissionContext.js';
import { useAnswer } from './useAnswer.js';

// Inline, because it must be out of sight without the kit's style sheet as well.
const outOfSight: CSSProperties = {
  position: 'absolute',
  inlineSize: 1,
  blockSize: 1,
  margin: -1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
};

/** The one place of a provider where a screen reader hears of what was lost, and who watches over focus. */
export function LiveRegion({ region }: { readonly region: RefObject<HTMLDivElement | null> }): ReactNode {
  const { messages, announce } = useContext(VoiceContext);
  const view = useAnswer((current) => current);
  const tellLoss = (name: string, disabled: Element | undefined) =>
    announce(
      `${messages.lost.replace('{name}', () => name || messages.unnamed)} ${disabled ? descriptionOf(disabled) : ''}`,
    );
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an <output> would take part in a form around it */}
      {/* react-aria hides everything around an open list or dialog from readers, but not what is marked like this */}
      <div ref={region} role="status" style={outOfSight} data-react-aria-top-layer="" />
      <FocusKeeper view={view} onLost={tellLoss} />
    </>
  );
}

/** Says something; the same thing twice is said twice. */
export function say(region: Element | null, text: string): void {
  if (region) region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}

function descriptionOf(element: Element): string {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
}
