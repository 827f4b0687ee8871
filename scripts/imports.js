import { parseSync, Visitor } from 'oxc-parser';

/**
 * Every module that a file names: import, export … from, import(…) and import('…').Type.
 * @param {string} path
 * @param {string} source
 * @returns {string[]} the specifiers, each once
 */
export const importsOf = (path, source) => {
  /** @type {string[]} */
  const found = [];
  /** @param {{ source?: { value?: unknown } | null }} node */
  const keep = (node) => {
    if (typeof node.source?.value === 'string') found.push(node.source.value);
  };
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  new Visitor({
    ImportDeclaration: keep,
    ExportNamedDeclaration: keep,
    ExportAllDeclaration: keep,
    ImportExpression: (node) => keep(/** @type {{ source: { value?: unknown } }} */ (node)),
    TSImportType: keep,
  }).visit(program);
  return [...new Set(found)];
};
