import { splitWords } from '../base/splitWords.js';
import type { CatalogDefinition, CatalogInput } from './catalog.js';

type Labelled = { readonly label: string };
type Table<T> = Readonly<Record<string, T>>;

/** The definition with empty tables and with labels where it leaves them out; the same object where it does not. */
export function withDefaults(input: CatalogInput): CatalogDefinition {
  const {
    dimensions = {},
    resources = {},
    roles = {},
    permissions,
    sections,
    packages,
    plans,
    licenses,
    ...rest
  } = input;
  const tables = {
    dimensions: withLabels(dimensions),
    resources: withLabels(resources),
    permissions: withLabels(permissions),
    roles: withLabels(roles),
    ...(sections && { sections: withLabels(sections) }),
    ...(packages && { packages: withLabels(packages) }),
    ...(plans && { plans: withLabels(plans) }),
    ...(licenses && { licenses: withLabels(licenses) }),
  };
  const isWhole = Object.entries(tables).every(([name, table]) => input[name as keyof CatalogInput] === table);
  // Nothing was left out, so that the input is a definition as it is.
  return isWhole ? (input as CatalogDefinition) : { ...rest, ...tables };
}

function withLabels<T extends { readonly label?: string }>(table: Table<T>): Table<T & Labelled> {
  const isLabelled = (each: T): each is T & Labelled => each.label !== undefined;
  // The line above is what makes this a table of labelled things.
  if (Object.values(table).every(isLabelled)) return table as Table<T & Labelled>;
  return Object.fromEntries(
    Object.entries(table).map(([id, each]) => [id, { ...each, label: each.label ?? labelFrom(id) }]),
  );
}

/** The label of what has none: its id in words, `calls.viewOwn` as "Calls view own". */
export function labelFrom(id: string): string {
  const words = splitWords(id).map((word) => (/^[A-Z\d]{2,}$/.test(word) ? word : word.toLowerCase()));
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
