/** The label of an entry of the catalog; its id where the catalog does not know it. */
export function labelOf(table: Readonly<Record<string, { readonly label: string }>> | undefined, id: string): string {
  return (table && Object.hasOwn(table, id) ? table[id]?.label : undefined) ?? id;
}
