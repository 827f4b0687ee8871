'use client';
import { type ReactNode, type RefObject, useContext, useEffect } from 'react';
import { FocusKeeper } from './FocusKeeper.js';
import { VoiceContext } from '../store/PermissionContext.js';
import { rootOf } from '../dom/rootOf.js';
import { useAnswer } from '../hooks/useAnswer.js';

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

/** The one place of a provider where a screen reader hears of what was lost, and who watches over focus. */
export function LiveRegion({ region }: { readonly region: RefObject<HTMLDivElement | null> }): ReactNode {
  const { messages, announce } = useContext(VoiceContext);
  const view = useAnswer((current) => current);
  const tellLoss = (name: string, disabled: Element | undefined) =>
    announce(
      `${messages.lost.replace('{name}', () => name || messages.unnamed)} ${disabled ? descriptionOf(disabled) : ''}`,
    );
  useEffect(() => hide(region.current), [region]);
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an <output> would take part in a form around it */}
      {/* react-aria hides everything around an open list or dialog from readers, but not what is marked like this */}
      <div ref={region} className="hs-visually-hidden" role="status" data-react-aria-top-layer="" />
      <FocusKeeper view={view} near={region} onLost={tellLoss} />
    </>
  );
}

/** What was said just now, before a screen reader could look. */
const justSaid = new WeakMap<Element, readonly string[]>();

/** Says something after what was said in the same moment, since a reader hears what is there last; again, if again. */
export function say(region: Element | null, text: string): void {
  const before = region && justSaid.get(region);
  if (!region || before?.includes(text)) return;
  if (!before) setTimeout(() => justSaid.delete(region));
  const texts = [...(before ?? []), text];
  justSaid.set(region, texts);
  const all = texts.join(' ');
  region.textContent = region.textContent === all ? `${all}\u00a0` : all;
}

function descriptionOf(element: Element): string {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => rootOf(element).getElementById(id)?.textContent ?? '').join(' ');
}
