import { isFocusFree } from '../../../react/dom/rootOf.js';

/** What a control can be a part of, and where focus goes in it when that control is gone; the whole editor last. */
const homes = '.hs-matrix-directory, .hs-matrix-list li, .hs-matrix-facts, [role=dialog], .hs-matrix';
/** The cell in focus, or whoever is shown: where somebody was working. */
const work = '[role=grid] [tabindex="0"], .hs-matrix-pick select';
const stops = 'input:not(:disabled), select, button';

/** Gives focus to what is nearest when a control goes with what it settled, unless somebody else takes it. */
export function handOnFocus(control: HTMLElement): void {
  const around: Element[] = [];
  for (let each = control.closest(homes); each; each = each.parentElement?.closest(homes) ?? null) around.push(each);
  queueMicrotask(() => {
    if (!isFocusFree()) return;
    const home = around.find(({ isConnected }) => isConnected);
    (home?.querySelector<HTMLElement>(work) ?? home?.querySelector<HTMLElement>(stops))?.focus();
  });
}
