/** The words of an id, as they are written in it: `calls.viewOwn` has `calls`, `view` and `Own`. */
export function splitWords(id: string): string[] {
  return id
    .replaceAll(/([a-z\d])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$2 ')
    .split(/[\s_.-]+/)
    .filter((word) => word !== '');
}
