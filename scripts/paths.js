import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Where tools keep what can be made again: git-ignored, gone after `npm ci`. */
export const cache = join(root, 'node_modules/.cache/hookswitch');

/** @param {string[]} parts path below the root */
export const fromRoot = (...parts) => join(root, ...parts);

/**
 * The program that an installed package brings, called through node so that no shell is needed.
 * @param {string} name as in node_modules/.bin
 */
export const bin = (name) => join(root, 'node_modules/.bin', name);
