/** Makes what tells whether a key is new; of many keys the latest are remembered. */
export function createOnce(most = 1_000): (key: string) => boolean {
  const known = new Set<string>();
  return (key) => {
    if (known.has(key)) return false;
    known.add(key);
    // A set is walked in the order in which it grew.
    for (const oldest of known) {
      if (known.size <= most) break;
      known.delete(oldest);
    }
    return true;
  };
}
