/** A foreign id as the second part of a permission's name, or `undefined` where it cannot be one. */
export function nameOf(area: string, id: string): string | undefined {
  return /^[A-Za-z0-9][\w-]*$/.test(id) ? `${area}.${id}` : undefined;
}

/** A foreign id as the name of a role or section, which starts with a letter. Two ids never become one name. */
export function slug(prefix: string, id: string): string {
  return codedName(`${prefix}-${id}`);
}

/** Words with single dashes or colons between them: `view:public`. */
const usual = /^[A-Za-z]\w*(?:[-:]\w+)*$/;

/**
 * A foreign name in the letters that a name may have here. Two foreign names never become the same one: `:` is
 * written `--`, and a name with any other character ends in the codes of all that were replaced by a dash.
 */
export function codedName(foreign: string): string {
  if (usual.test(foreign)) return foreign.replaceAll(':', '--');
  const codes = Array.from(foreign.matchAll(/\W/g), ([character]) => `-${character.charCodeAt(0).toString(16)}`);
  const start = /^[A-Za-z]/.test(foreign) ? '' : 'n';
  return `${start}${foreign.replaceAll(/\W/g, '-')}--${start && `-${start}`}${codes.join('')}`;
}
