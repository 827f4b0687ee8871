type Table = Readonly<Record<string, unknown>>;

/**
 * Whether two pieces of plain data say the same in the same order. A member that is `undefined` is no member. It ends
 * at the first difference.
 */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  try {
    return isPlain(a) && isPlain(b) && isSameTable(a, b);
  } catch {
    // It throws, or contains itself.
    return false;
  }
}

/** A list, or an object that is nothing but its members: a date or a map has more to it than can be compared here. */
function isPlain(value: unknown): value is Table {
  if (typeof value !== 'object' || value === null) return false;
  const kind: unknown = Object.getPrototypeOf(value);
  return kind === Object.prototype || kind === Array.prototype || kind === null;
}

function isSameTable(a: Table, b: Table): boolean {
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && isSameList(a, b);
  const [keys, others] = [keysOf(a), keysOf(b)];
  return keys.length === others.length && keys.every((key, i) => key === others[i] && isSameItem(a[key], b[key]));
}

function keysOf(table: Table): readonly string[] {
  return Object.keys(table).filter((key) => table[key] !== undefined);
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (!isSameItem(a[i], b[i])) return false;
  return true;
}

function isSameItem(a: unknown, b: unknown): boolean {
  return a === b || (isPlain(a) && isPlain(b) && isSameTable(a, b));
}
