import { type Catalog, checkCatalog, type Grant, type GrantSpec, type Member, type Override } from 'hookswitch/core';
import type { TenantData } from 'hookswitch/server';
import { ringcentralCatalog, ringcentralGrants } from 'hookswitch/sources/ringcentral';
import authzProfile from '../../test/fixtures/ringcentral/authz-profile.json' with { type: 'json' };
import callLog from '../../test/fixtures/ringcentral/callLog.json' with { type: 'json' };
import callQueues from '../../test/fixtures/ringcentral/call-queues.json' with { type: 'json' };
import extensionGrants from '../../test/fixtures/ringcentral/extension-grants.json' with { type: 'json' };
import phoneNumbers from '../../test/fixtures/ringcentral/extension-phone-numbers.json' with { type: 'json' };
import extensionInfo from '../../test/fixtures/ringcentral/extensionInfo.json' with { type: 'json' };
import features from '../../test/fixtures/ringcentral/features.json' with { type: 'json' };

const published = { authzProfile, features, extensionGrants, extensionInfo, phoneNumbers };

/** Our own: the same person as an administrator of the account, to whom no permission is missing. */
const administrator = {
  ...published,
  extensionInfo: { ...extensionInfo, id: 208594005, extensionNumber: '102', name: 'Somebody Else' },
  phoneNumbers: { records: [] },
  authzProfile: {
    permissions: [
      ...authzProfile.permissions,
      ...features.records.flatMap(({ reason }) =>
        reason?.permission
          ? [
              {
                permission: { id: reason.permission, assignable: true },
                effectiveRole: { id: '1' },
                scopes: ['Account'],
              },
            ]
          : [],
      ),
    ],
  },
  features: {
    records: features.records.map((feature) =>
      feature.reason?.permission ? { id: feature.id, available: true } : feature,
    ),
  },
};

const sets = [published, administrator].map((answers) => ringcentralGrants(answers));

/** What the answers say, as a catalog that gives it: roles and the account's own grants where RingCentral has them. */
export const catalog: Catalog = createCatalog();

function createCatalog(): Catalog {
  const generated = ringcentralCatalog(administrator);
  const roles = Object.keys({ ...generated.roles, ...ringcentralCatalog(published).roles });
  const grantsOf = (role: string) => sets.flatMap(({ grants }) => grants.filter(({ from }) => from === `role:${role}`));
  return checkCatalog({
    ...generated,
    roles: Object.fromEntries(
      roles.map((role) => [role, { label: role, grants: [...new Set(grantsOf(role).map(JSONOf))].map(specFrom) }]),
    ),
  });
}

function JSONOf({ from: _from, via: _via, effect, ...grant }: Grant): string {
  return JSON.stringify({ ...grant, ...(effect === 'deny' && { effect }) });
}

function specFrom(text: string): GrantSpec {
  return JSON.parse(text) as GrantSpec;
}

/** A member who holds exactly what the answers grant: by role where a role gives it, else of its own. */
function memberOf(index: number, name: string): Member {
  const set = sets[index] ?? {
    subject: { id: name, tenant: '', roles: [], extensions: [], memberships: {}, licenses: [] },
    grants: [],
  };
  const overrides = set.grants.flatMap(({ from, via: _via, conditional: _conditional, ...grant }): Override[] =>
    from.startsWith('role:') ? [] : [grant],
  );
  return { ...set.subject, tenant: 'ringcentral-demo', name, packages: [], overrides };
}

/** The person of the published answers, and one who holds more. */
export const people: readonly Member[] = [memberOf(0, extensionInfo.name), memberOf(1, 'Somebody Else, administrator')];

/** The account as the permission API keeps it. */
export const tenant: TenantData = { tenant: 'ringcentral-demo', members: people };

/** One entry of a call log. */
export type CallRecord = (typeof callLog.records)[number];

/**
 * The published call log. Its address is that of one extension's own log, so its records leave out whose they are;
 * the code that loads them knows, and says it here.
 */
export const calls = callLog.records.map((record) => ({ ...record, extension: { id: String(extensionInfo.id) } }));

/** The queues that the extension grants speak of. */
export const queues = callQueues.records;

/** Every feature of the answers, each once. */
export const featureIds: readonly string[] = [...new Set(features.records.map(({ id }) => id))];
