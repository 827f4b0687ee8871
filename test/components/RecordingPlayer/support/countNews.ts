/** Counts from now on how often the page says something to a screen reader; what it returns waits for all of it. */
export function countNews(): () => Promise<number> {
  const region = document.querySelector('[role=status][style]');
  if (!region) throw new Error('There is no live region on the page.');
  let count = 0;
  const observer = new MutationObserver((changes) => {
    count += changes.filter(({ addedNodes, type }) => type === 'characterData' || addedNodes.length > 0).length;
  });
  observer.observe(region, { childList: true, characterData: true, subtree: true });
  return async () => {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    observer.disconnect();
    return count;
  };
}
