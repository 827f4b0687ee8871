/** How long one slice of long work may take, in milliseconds: what is left of a frame that something else happens in. */
const slice = 12;

/** Goes through long work in slices, so that nothing stands still; rejects with the signal's reason. */
export async function inSlices<T>(work: Iterable<T>, signal: AbortSignal): Promise<readonly T[]> {
  const done: T[] = [];
  let until = performance.now() + slice;
  for (const each of work) {
    done.push(each);
    if (performance.now() < until) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal.throwIfAborted();
    until = performance.now() + slice;
  }
  return done;
}
