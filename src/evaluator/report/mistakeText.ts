// A vocabulary: what each mistake is called, why it matters and what to do next.
import type { Mistake } from './findMistakes.js';

/** A mistake in words, for a developer's console. */
export function mistakeText(mistake: Mistake): string {
  switch (mistake.code) {
    case 'unknown-permission':
      return `Catalog '${mistake.catalog}' has no permission '${mistake.name}', so it is never allowed. ${meant(mistake)}Correct the name, or add the permission to the catalog.`;
    case 'record-missing':
      return `'${mistake.permission}' was asked without a record, and it is a right on a '${mistake.resource}', so it is denied. Pass the record (\`on={record}\`, \`useCan('${mistake.permission}', record)\`); to ask whether it is held for any record at all, use \`useCanSome\`.`;
    case 'fields-missing':
      return `'${mistake.permission}' was asked about a record that has none of the fields of a '${mistake.resource}' (${mistake.fields.join(', ')}), so only a grant without limits reaches it. Pass the record that has them, or correct the fields of \`resources.${mistake.resource}\` in the catalog.`;
    case 'scope-missing':
      return `A grant of '${mistake.permission}' (from ${mistake.from}) has no scope, so it reaches no record. Give it one: 'all', { own: true }, or ids by dimension.`;
    case 'unknown-role':
      return `'${mistake.person}' holds the role '${mistake.name}', which catalog '${mistake.catalog}' does not have, so it gives nothing. ${meant(mistake)}Correct the name, or add the role to the catalog.`;
    case 'unknown-package':
      return `'${mistake.person}' holds the package '${mistake.name}', which catalog '${mistake.catalog}' does not have, so it gives nothing. ${meant(mistake)}Correct the name, or add the package to the catalog.`;
    case 'unknown-dimension':
      return `'${mistake.person}' has memberships in '${mistake.name}', which is no dimension of catalog '${mistake.catalog}', so no scope reaches them. ${meant(mistake)}Correct the name, or add the dimension to the catalog.`;
  }
}

function meant({ meant: name }: { readonly meant?: string }): string {
  return name === undefined ? '' : `Did you mean '${name}'? `;
}
