import { foldText } from '../base/foldText.js';
import type { Attribute, PermissionAttribute } from './row.js';

/** The permission lines whose label, key or description holds the text. */
export function findLines(lines: readonly PermissionAttribute[], search: string): readonly PermissionAttribute[] {
  const text = foldText(search.trim());
  if (text === '') return lines;
  return lines.filter(({ label, permission, description }) =>
    foldText(`${label} ${permission} ${description}`).includes(text),
  );
}

/** Whether a line is about a permission. */
export function isPermissionLine(line: Attribute): line is PermissionAttribute {
  return line.kind === 'permission';
}
