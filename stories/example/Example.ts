import { isValidElement } from 'react';

/** Code that a reader can paste: a module with everything that it needs. */
export interface Example {
  /** Names to import, by where they come from; `type X` for a type. */
  readonly imports: Readonly<Record<string, readonly string[]>>;
  /** What stands between the imports and the component. */
  readonly setup?: readonly string[];
  /** What the component returns: JSX. */
  readonly view: string;
  /** What the component does before it returns. */
  readonly hooks?: readonly string[];
}

/** Writes the module of an example. */
export function writeExample({ imports, setup = [], hooks = [], view }: Example): string {
  const lines = Object.entries(imports)
    .filter(([, names]) => names.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, names]) => `import { ${[...new Set(names)].join(', ')} } from '${from}';`);
  const body = [...hooks, `return (\n${indent(view, 2)}\n);`].map((each) => indent(each)).join('\n');
  return [lines.join('\n'), ...setup, `export function Example() {\n${body}\n}`].join('\n\n');
}

/** Moves every line to the right. */
export function indent(text: string, steps = 1): string {
  return text.replace(/^(?=.)/gm, '  '.repeat(steps));
}

/** How many of a long list an example spells out. */
const mostItems = 12;

/**
 * Writes a value as code. What a function does is the reader's own to say; long lists end early, which is said; times
 * around `now` move along with the clock.
 */
export function literal(value: unknown, now = NaN): string {
  if (typeof value === 'function') return 'async () => {}';
  if (typeof value === 'string') return `'${value.replace(/['\\]/g, '\\$&')}'`;
  if (typeof value === 'number' && Math.abs(now - value) < day) return `Date.now() - ${now - value}`;
  if (Array.isArray(value)) return listLiteral(value, now);
  if (typeof value !== 'object' || value === null) return String(value);
  const fields = Object.entries(value).map(([key, field]) => `${nameLiteral(key)}: ${literal(field, now)}`);
  return block('{', fields, '}');
}

const day = 24 * 60 * 60 * 1000;

function listLiteral(list: readonly unknown[], now: number): string {
  const items = list.slice(0, mostItems).map((item) => literal(item, now));
  const rest = list.length - items.length;
  return block('[', rest > 0 ? [...items, `// … and ${rest} more`] : items, ']');
}

function nameLiteral(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : literal(key);
}

/** On one line where it fits. */
function block(start: string, items: readonly string[], end: string): string {
  const inner = items.join(', ');
  const space = start === '{' && items.length > 0 ? ' ' : '';
  const isShort = inner.length <= 90 && !/\n|\/\//.test(inner);
  return isShort
    ? `${start}${space}${inner}${space}${end}`
    : `${start}\n${items.map((item) => indent(item.startsWith('//') ? item : `${item},`)).join('\n')}\n${end}`;
}

/** Writes an element with its attributes; `code` writes one as it is. */
export function element(
  name: string,
  attributes: Readonly<Record<string, unknown>>,
  { children, now }: { readonly children?: string; readonly now?: number } = {},
): string {
  const written = Object.entries(attributes).flatMap(([key, value]) => attribute(key, value, now));
  const short = [name, ...written].join(' ');
  const isShort = short.length <= 90 && !short.includes('\n');
  const opening = isShort ? `<${short}` : `<${name}\n${indent(written.join('\n'))}\n`;
  const space = isShort ? ' ' : '';
  return children === undefined ? `${opening}${space}/>` : `${opening}>\n${indent(children)}\n</${name}>`;
}

/** Code that is written as it is, in the place of a value. */
export interface Code {
  readonly code: string;
}

function attribute(key: string, value: unknown, now?: number): readonly string[] {
  if (value === true) return [key];
  if (isValidElement<{ children?: string }>(value)) return [`${key}={<p>${value.props.children}</p>}`];
  if (isCode(value)) return [`${key}={${value.code}}`];
  if (typeof value === 'string') return [`${key}=${JSON.stringify(value)}`];
  return [`${key}={${literal(value, now)}}`];
}

function isCode(value: unknown): value is Code {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
}
