// What the vectors hold of the presets: a backend that answers them as told has met every part of each.
import { expect, test } from 'vitest';
import type { Catalog, PermissionDefinition } from '../../src/model/catalog.js';
import type { Member } from '../../src/model/member.js';
import * as presets from '../../src/presets/index.js';
import type { VectorCase, VectorFile, VectorQuestion } from '../vectors/run.js';

const catalogs: readonly (readonly [string, Catalog])[] = Object.entries(presets);
const files = import.meta.glob<VectorFile>('../vectors/presets/*.json', { eager: true, import: 'default' });

const casesOf = (id: string): readonly VectorCase[] =>
  Object.values(files).flatMap((file) => file.cases.filter((vector) => (vector.catalog ?? file.catalog) === id));

/** The answers that there are to a permission, such as `calls.view: true`. */
function answersTo(id: string, definition: PermissionDefinition): readonly string[] {
  const answers = {
    right: () => [true, false],
    duty: () => [true, false],
    choice: () => (definition.kind === 'choice' ? definition.options.map((option) => option.id) : []),
    // Where there is no most, the number is also asked for without limit.
    number: () => (definition.kind === 'number' ? [definition.min, definition.max ?? 'unlimited'] : []),
  };
  return answers[definition.kind]().map((answer) => `${id}: ${answer}`);
}

/** Those that one question of a vector gives. */
function answersOf(question: VectorQuestion): readonly string[] {
  const { expect: expected } = question;
  if ('permission' in question) return [`${question.permission}: ${isAllowed(expected)}`];
  if ('canSome' in question) return [`${question.canSome}: ${String(expected)}`];
  if ('value' in question) return [`${question.value}: ${String(expected)}`];
  if (!('filter' in question) || !Array.isArray(expected)) return [];
  const { filter, records } = question;
  return [
    ...(expected.length > 0 ? [`${filter}: true`] : []),
    ...(expected.length < records.length ? [`${filter}: false`] : []),
  ];
}

function isAllowed(expected: unknown): boolean {
  return typeof expected === 'object' && expected !== null && 'status' in expected && expected.status === 'allowed';
}

test.each(catalogs)('the vectors of %s give each answer that there is to each of its permissions', (id, catalog) => {
  const given = new Set(casesOf(id).flatMap(({ questions }) => questions.flatMap(answersOf)));
  const all = Object.entries(catalog.permissions).flatMap(([each, definition]) => answersTo(each, definition));
  expect(all.filter((answer) => !given.has(answer))).toEqual([]);
});

/** What somebody holds, such as `role agent`. */
function heldBy({ roles = [], packages = [], licenses = [], plan }: Partial<Member>): readonly string[] {
  return [
    ...roles.map((each) => `role ${each}`),
    ...packages.map((each) => `package ${each}`),
    ...licenses.map((each) => `license ${each}`),
    ...(plan === undefined ? [] : [`plan ${plan}`]),
  ];
}

test.each(catalogs)('the vectors of %s ask for holders of each role, package, license and plan', (id, catalog) => {
  const held = new Set(casesOf(id).flatMap(({ member = {} }) => heldBy(member)));
  const { roles, packages = {}, licenses = {}, plans = {} } = catalog;
  const everything = heldBy({
    roles: Object.keys(roles),
    packages: Object.keys(packages),
    licenses: Object.keys(licenses),
  });
  const all = [...everything, ...Object.keys(plans).map((plan) => `plan ${plan}`)];
  expect(all.filter((each) => !held.has(each))).toEqual([]);
});
