import { describe, expect, test } from 'vitest';
import type { CatalogDefinition } from '../../src/model/catalog.js';
import { checkCatalog } from '../../src/model/defineCatalog.js';
import type { Member } from '../../src/model/member.js';
import { parseGrantSet } from '../../src/model/wire.js';
import * as presets from '../../src/presets/index.js';
import type { VectorCase, VectorFile, VectorQuestion } from '../vectors/run.js';
import { referenceOf } from './referenceDelegated.js';
import { referenceGrants } from './referenceGrants.js';

const files = import.meta.glob<VectorFile>('../vectors/{laws,presets}/**/*.json', { eager: true, import: 'default' });
const catalogs: Readonly<Record<string, CatalogDefinition>> = presets;

/** The reference evaluator of a case. */
function lawOf(file: VectorFile, vector: VectorCase) {
  const named = vector.catalog ?? file.catalog;
  const catalog = checkCatalog((typeof named === 'string' ? catalogs[named] : named) ?? { ...empty, id: 'none' });
  const set = vector.member ? referenceGrants(catalog, whole(vector.member)) : parseGrantSet(vector.grantSet);
  return referenceOf(catalog, set, vector.now ?? 0);
}

const empty = { dimensions: {}, resources: {}, permissions: {}, roles: {} };

function whole(member: Partial<Member>): Member {
  const nothing = { roles: [], extensions: [], memberships: {}, licenses: [], packages: [], overrides: [] };
  return { id: 'someone', tenant: 'acme', ...nothing, ...member };
}

/** What the laws answer; `undefined` for what the reference is not asked: grants, scopes and edits. */
function answer(law: ReturnType<typeof lawOf>, question: VectorQuestion): unknown {
  if ('permission' in question) return law.check(question.permission, question.record);
  if ('canSome' in question) return law.canSome(question.canSome);
  if ('filter' in question) return law.filter(question.filter, question.records).map(({ id }) => id);
  if (!('value' in question)) return undefined;
  const value = law.value(question.value);
  return value === Infinity ? 'unlimited' : (value ?? null);
}

/** The expectation in the words of the reference. */
function expected({ expect: told, ...question }: VectorQuestion): unknown {
  if (!('permission' in question)) return told;
  const { status, reason, cause } = told as { status: string; reason?: string; cause?: string };
  return {
    status,
    ...(reason !== undefined && { reasons: expect.arrayContaining([reason]) as unknown }),
    ...(cause !== undefined && { causes: expect.arrayContaining([cause]) as unknown }),
  };
}

describe.each(Object.entries(files))('the reference evaluator answers %s', (_, file) => {
  test.each(file.cases.map((each) => [each.name, each] as const))('%s', (_name, vector) => {
    const law = lawOf(file, vector);
    for (const question of vector.questions) {
      const actual = answer(law, question);
      if (actual === undefined) continue;
      const [asked, told] = [{ ...question, expect: undefined }, expected(question)];
      if (typeof told === 'object') expect({ asked, actual }).toMatchObject({ asked, actual: told });
      else expect({ asked, actual }).toEqual({ asked, actual: told });
    }
  });
});
