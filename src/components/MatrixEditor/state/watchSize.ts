/** Hears when an element may have another size, until the returned function is called. Without an observer, of the window. */
export function watchSize(element: Element, changed: () => void): () => void {
  if (typeof ResizeObserver === 'undefined') {
    window.addEventListener('resize', changed);
    return () => window.removeEventListener('resize', changed);
  }
  const observer = new ResizeObserver(changed);
  observer.observe(element);
  return () => observer.disconnect();
}
