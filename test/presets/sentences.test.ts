import { expect, test } from 'vitest';
import { createEvaluator } from '../../src/evaluator/decide/createEvaluator.js';
import { type Explanation, explain } from '../../src/evaluator/report/explain.js';
import { resolveGrants } from '../../src/evaluator/resolve/resolveGrants.js';
import type { Catalog } from '../../src/model/catalog.js';
import type { Missing } from '../../src/model/decision.js';
import type { Grant } from '../../src/model/grant.js';
import type { Member, Override } from '../../src/model/member.js';
import type { Reason } from '../../src/model/reason.js';
import type { Scope } from '../../src/model/scope.js';
import { adminNonAdmin, omnivoice, onoff, orgSettings, ringover } from '../../src/presets/index.js';
import { person } from './ask.js';

// An explanation is words away from a sentence: nothing below looks at anything but the structure and the labels.
const listed = (words: readonly string[]) => words.join(' or ');

function labelsOf(catalog: Catalog, { kind, ids }: Missing): string {
  const tables = {
    permission: catalog.permissions,
    consent: catalog.permissions,
    plan: catalog.plans,
    license: catalog.licenses,
    role: catalog.roles,
  };
  return listed(ids.map((id) => `“${tables[kind]?.[id]?.label ?? id}”`));
}

function reachWords(catalog: Catalog, scope: Scope | undefined): string {
  if (scope === undefined || scope === 'all') return 'everything';
  const dimensions = Object.entries(scope.in ?? {}).map(
    ([id, reach]) =>
      `${catalog.dimensions[id]?.label ?? id} ${typeof reach === 'string' ? reach : listed(reach ?? [])}`,
  );
  return listed([...(scope.own ? ['one’s own'] : []), ...dimensions]);
}

function sourceWords(catalog: Catalog, { from, via }: Grant): string {
  const words = (source: string): string => {
    const [kind = '', id = ''] = source.split(/:(.*)/s, 2);
    if (kind === 'role') return `the role ${catalog.roles[id]?.label ?? id}`;
    if (kind === 'package') return `the package ${catalog.packages?.[id]?.label ?? id}`;
    if (kind === 'implied') return `“${catalog.permissions[id]?.label ?? id}”`;
    return kind === 'member' ? 'an own setting' : 'what everybody has';
  };
  return via === undefined ? words(from) : `${words(from)} by ${words(via)}`;
}

function because(catalog: Catalog, { decision, by, missing, kind }: Explanation): string {
  if (kind === undefined) return 'this system has no such permission';
  if (decision?.status === 'unknown') return `it is not known (${decision.cause})`;
  if (decision?.status !== 'denied') return 'it is given';
  const source = by ? sourceWords(catalog, by) : 'nobody';
  const lacked = missing ? labelsOf(catalog, missing) : '';
  const words: Partial<Record<Reason, string>> = {
    'not-granted': 'nothing gives it',
    denied: `${source} takes it away`,
    'out-of-scope': `${source} gives it for ${reachWords(catalog, by?.scope)} only`,
    'resource-required': 'it was not said for which one',
    plan: `it takes the plan ${lacked}`,
    license: `it takes the license ${lacked}`,
    prerequisite: `it takes ${lacked} as well`,
    consent: `the other person has not agreed: ${lacked}`,
    'not-yet': `${source} gives it from ${by?.startsAt} on`,
    expired: `${source} gave it until ${by?.endsAt}`,
  };
  return words[decision.reason] ?? decision.reason;
}

function sentence(catalog: Catalog, member: Member, permission: string, record?: object): string {
  const plain: Catalog = catalog;
  const may = createEvaluator(plain, resolveGrants(plain, member), { now: 100 });
  const explanation = explain(may, permission, record);
  const roles = explanation.roles.map((role) => plain.roles[role]?.label ?? role);
  const yes = explanation.decision?.status === 'allowed';
  const words = `${yes ? 'Yes' : 'No'} to “${explanation.label}”: ${because(plain, explanation)}.`;
  return roles.length === 0 ? words : `${words} It comes with ${listed(roles)}.`;
}

const on = (permission: string, rest: Partial<Override> = {}): Override => ({ permission, effect: 'allow', ...rest });

test.each<[string, Catalog, Partial<Member>, string, object | undefined, string]>([
  [
    'onoff',
    onoff,
    { roles: ['admin'] },
    'billing.edit',
    undefined,
    'No to “Edit billing information”: nothing gives it. It comes with Owner.',
  ],
  [
    'onoff',
    onoff,
    { roles: ['user'] },
    'statistics.view',
    { userId: 'other' },
    'No to “View Statistics”: the role User gives it for one’s own only. It comes with Owner or Admin.',
  ],
  [
    'onoff',
    onoff,
    { roles: ['user'] },
    'statistics.view',
    undefined,
    'No to “View Statistics”: it was not said for which one. It comes with Owner or Admin or User.',
  ],
  [
    'onoff',
    onoff,
    { roles: ['owner'] },
    'greeting.view',
    undefined,
    'No to “View/Read greeting (list). (Depends on user offer).”: it takes the plan “Offer with greeting (IVR)” or “Offer with greeting (IVR) and integrations”.',
  ],
  [
    'orgSettings',
    orgSettings,
    { roles: ['user'], overrides: [on('survey.manage')] },
    'surveyLicenses.purchase',
    undefined,
    'No to “Purchase additional licenses”: it takes “Account” as well. It comes with Administrator.',
  ],
  [
    'orgSettings',
    orgSettings,
    { roles: ['user'], overrides: [on('contactCenter.administer')] },
    'contactCenter.administer',
    undefined,
    'No to “Contact Center”: it takes the license “Contact Center Agent user license”.',
  ],
  [
    'orgSettings',
    orgSettings,
    { roles: ['user'], overrides: [on('team.administer')], memberships: { team: ['red'] } },
    'teams.administer',
    { id: 'green' },
    'No to “Administer the teams one is part of”: “Team” by an own setting gives it for Team mine only. It comes with Administrator.',
  ],
  [
    'orgSettings',
    orgSettings,
    { roles: ['user'], packages: ['schedulers'], overrides: [{ permission: 'openingHours.manage', effect: 'deny' }] },
    'openingHours.manage',
    undefined,
    'No to “Opening hours”: an own setting takes it away. It comes with Administrator.',
  ],
  [
    'adminNonAdmin',
    adminNonAdmin,
    { roles: ['nonAdmin'], extensions: ['102'] },
    'callLogs.view',
    { extension: '101' },
    'No to “Call logs”: what everybody has gives it for one’s own only. It comes with Admin.',
  ],
  [
    'adminNonAdmin',
    adminNonAdmin,
    { roles: ['nonAdmin'], overrides: [on('numbers.manage', { scope: { in: { number: ['+353'] } } })] },
    'calls.dial',
    { id: '+353' },
    'No to “Outbound calls (with a caller ID)”: it takes “Make/receive calls” as well.',
  ],
  [
    'adminNonAdmin',
    adminNonAdmin,
    { roles: ['nonAdmin'], overrides: [on('settings.manage', { startsAt: 200 })] },
    'settings.manage',
    undefined,
    'No to “System settings”: an own setting gives it from 200 on. It comes with Admin.',
  ],
  [
    'ringover',
    ringover,
    { roles: ['supervisor'] },
    'calls.listen',
    { userId: 'ugo', consents: [] },
    'No to “Double Listen”: the other person has not agreed: “The user can be listened to”.',
  ],
  [
    'ringover',
    ringover,
    { roles: ['supervisor'] },
    'calls.listen',
    { userId: 'ugo' },
    'No to “Double Listen”: it is not known (consent-not-known).',
  ],
  [
    'ringover',
    ringover,
    { roles: ['technical'] },
    'licenses.order',
    undefined,
    'No to “Ordering new licenses”: nothing gives it. It comes with Admin dashboard access.',
  ],
  [
    'ringover',
    ringover,
    { roles: ['none'], overrides: [on('snooze.use', { endsAt: 50 })] },
    'snooze.use',
    undefined,
    'No to “Snooze”: an own setting gave it until 50. It comes with Admin dashboard access.',
  ],
  [
    'omnivoice',
    omnivoice,
    {
      roles: ['agent'],
      plan: 'company',
      memberships: { group: ['sales'] },
      overrides: [on('access.level', { value: 'callingGroup' })],
    },
    'calls.view',
    { groups: ['support'] },
    'No to “Access to calls”: “Access level” by an own setting gives it for one’s own or Calling group mine only. It comes with Administrator.',
  ],
  [
    'omnivoice',
    omnivoice,
    { roles: ['administrator'] },
    'roles.change',
    { id: 'ann' },
    'No to “Change user roles”: it takes the plan “Company plan”.',
  ],
  [
    'omnivoice',
    omnivoice,
    { roles: ['agent'], plan: 'company' },
    'contacts.manage',
    undefined,
    'Yes to “Manage contacts”: it is given.',
  ],
  [
    'omnivoice',
    omnivoice,
    { roles: ['administrator'], plan: 'company' },
    '__proto__',
    undefined,
    'No to “__proto__”: this system has no such permission.',
  ],
])('%s: an explanation makes a sentence', (_, catalog, member, permission, record, expected) => {
  expect(sentence(catalog, person(member), permission, record)).toBe(expected);
});
