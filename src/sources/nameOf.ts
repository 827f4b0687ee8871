/** A foreign id as the second part of a permission's name, or `undefined` where it cannot be one. */
export function nameOf(area: string, id: string): string | undefined {
  return /^[A-Za-z0-9][\w-]*$/.test(id) ? `${area}.${id}` : undefined;
}

/** A foreign id as the name of a role, section or resource type, which starts with a letter. */
export function slug(prefix: string, id: string): string {
  return `${prefix}-${id.replaceAll(/[^\w-]/g, '-')}`;
}
