/**
 * The TypeScript examples of a Markdown text, so that they can be compiled: what a reader copies should work.
 * @param {string} markdown
 * @returns {{ line: number, extension: 'ts' | 'tsx', code: string }[]} `line` is where the code begins, counted from 1
 */
export const examplesOf = (markdown) =>
  [...markdown.matchAll(/^```(tsx?)\n([\s\S]*?)^```$/gm)].map((match) => ({
    line: markdown.slice(0, match.index).split('\n').length + 1,
    extension: match[1] === 'tsx' ? 'tsx' : 'ts',
    code: match[2] ?? '',
  }));
