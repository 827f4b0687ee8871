/** A text of a record from a backend, where numbers may be numbers; nothing for what is no text at all. */
export function readText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}
