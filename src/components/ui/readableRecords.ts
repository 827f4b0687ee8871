/** A list from a backend without what is no record with an id at all, so that nothing throws while rendering. */
export function readableRecords<T extends { readonly id: string }>(list: readonly T[] | undefined): readonly T[] {
  const found: unknown = list;
  return list !== undefined && Array.isArray(found) ? list.filter(isRecord) : [];
}

function isRecord(input: unknown): boolean {
  return typeof input === 'object' && input !== null && 'id' in input && typeof input.id === 'string';
}
