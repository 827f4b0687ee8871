'use client';
import type { ReactNode, RefObject } from 'react';
import { later } from '../../base/later.js';
import { useLater } from '../hooks/useLater.js';

/** The parts that speak and watch over focus. They come after the first rendering: before that nothing can be lost. */
export const lossTeller = /* @__PURE__ */ later(() => import('./LossTeller.js'));

/** Says a text in a live region, as soon as what speaks is there. */
export function announceIn(region: RefObject<Element | null>, text: string): void {
  const speaker = lossTeller.get();
  if (speaker) speaker.say(region.current, text);
  else lossTeller.load().then(({ say }) => say(region.current, text), ignore);
}

function ignore(): void {}

/** The one place of a provider where a screen reader hears of what was lost. */
export function LiveRegion({ region }: { readonly region: RefObject<HTMLDivElement | null> }): ReactNode {
  const teller = useLater(lossTeller);
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an <output> would take part in a form around it */}
      {/* react-aria hides everything around an open list or dialog from readers, but not what is marked like this */}
      <div ref={region} className="hs-visually-hidden" role="status" data-react-aria-top-layer="" />
      {teller && <teller.LossTeller region={region} />}
    </>
  );
}
