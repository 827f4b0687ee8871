/** A list of descriptions with the reason in it. */
export function withReason(describedBy: string | null | undefined, reasonId: string): string {
  const ids = describedBy?.split(/\s+/).filter((id) => id !== '') ?? [];
  return (ids.includes(reasonId) ? ids : [...ids, reasonId]).join(' ');
}
