import { expect, test } from 'vitest';
import { findingWords } from '../../../../src/components/MatrixEditor/words/findingWords.js';
import type { Finding } from '../../../../src/evaluator/report/advise.js';
import { checkCatalog } from '../../../../src/model/defineCatalog.js';

const catalog = checkCatalog({
  id: 'desk',
  dimensions: {},
  resources: {},
  permissions: {
    'sms.send': { kind: 'right', label: 'Send SMS' },
    'desk.open': { kind: 'right', label: 'Open the desk' },
  },
  roles: { boss: { label: 'Boss' } },
  plans: { gold: { label: 'Gold' } },
  licenses: { voice: { label: 'Voice' } },
});

test.each<readonly [string, Finding['missing'], string]>([
  ['a plan', { kind: 'plan', id: 'gold' }, 'it needs the plan Gold'],
  ['a licence', { kind: 'license', id: 'voice' }, 'it needs the licence Voice'],
  ['another permission', { kind: 'permission', id: 'desk.open' }, 'it needs Open the desk'],
  ['another role', { kind: 'role', id: 'boss' }, 'it needs a role such as Boss'],
  ['a role that there is not', undefined, 'no role may be given it'],
])('a right that lacks %s says so in the product’s own words', (_, missing, said) => {
  const finding: Finding = {
    code: 'never-takes-effect',
    severity: 'warning',
    members: ['ann'],
    permission: 'sms.send',
    ...(missing && { missing }),
  };
  expect(findingWords(catalog, finding)).toBe(`Send SMS never takes effect: ${said}`);
});
