import { isFocusFree } from '../../../react/dom/rootOf.js';

/** The containers of controls: focus goes to the nearest one when a control is gone, and to the editor at last. */
const homes = '.hs-matrix-directory, .hs-matrix-list li, .hs-matrix-facts, [role=dialog], .hs-matrix';
/** The cell in focus, or the choice of the member or role that is shown. */
const work = '[role=grid] [tabindex="0"], .hs-matrix-pick select';
const stops = 'input:not(:disabled), select, button';

/** Moves focus to the nearest control when the focused one is removed, unless focus has been taken already. */
export function handOnFocus(control: HTMLElement): void {
  const around: Element[] = [];
  for (let each = control.closest(homes); each; each = each.parentElement?.closest(homes) ?? null) around.push(each);
  queueMicrotask(() => {
    if (!isFocusFree()) return;
    const home = around.find(({ isConnected }) => isConnected);
    (home?.querySelector<HTMLElement>(work) ?? home?.querySelector<HTMLElement>(stops))?.focus();
  });
}
