/** The same record, but that one of its fields throws when it is read. */
export function unreadable(record: object, field: string): object {
  return Object.defineProperty({ ...record }, field, {
    enumerable: true,
    get() {
      throw new Error(`${field} cannot be read`);
    },
  });
}
