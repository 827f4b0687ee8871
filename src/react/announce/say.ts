/** Texts of this moment, before a screen reader could look. */
const justSaid = new WeakMap<Element, readonly string[]>();

/**
 * Writes a text into a live region, after the texts of the same moment, because a screen reader reads what is there
 * last. The same text is said again when it comes again later.
 */
export function say(region: Element | null, text: string): void {
  const before = region && justSaid.get(region);
  if (!region || before?.includes(text)) return;
  if (!before) setTimeout(() => justSaid.delete(region));
  const texts = [...(before ?? []), text];
  justSaid.set(region, texts);
  const all = texts.join(' ');
  region.textContent = region.textContent === all ? `${all}\u00a0` : all;
}
