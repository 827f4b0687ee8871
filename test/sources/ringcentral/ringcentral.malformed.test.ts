import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeParseGrantSet } from '../../../src/model/wire.js';
import { ringcentralCatalog, ringcentralGrants } from '../../../src/sources/ringcentral/index.js';
import { SourceError } from '../../../src/sources/index.js';
import { answers } from './fixtures.js';

type Given = Partial<Record<keyof typeof answers, unknown>>;

function refusal(given: Given): string {
  try {
    ringcentralGrants({ ...answers, ...given });
  } catch (error) {
    if (error instanceof SourceError && error.code === 'malformed' && !error.retryable) return error.message;
    throw error;
  }
  return 'accepted';
}

const permission = { permission: { id: 'DND' }, scopes: ['Self'] };

describe('ringcentralGrants', () => {
  it.each<[Given, string, string]>([
    [{ authzProfile: null }, 'authzProfile', 'null'],
    [{ authzProfile: [] }, 'authzProfile', 'a list'],
    [{ authzProfile: {} }, 'authzProfile.permissions', 'missing'],
    [{ authzProfile: { permissions: { length: 1 } } }, 'authzProfile.permissions', 'an object'],
    [{ authzProfile: { permissions: [permission, 7] } }, 'authzProfile.permissions[1]', '7'],
    [
      { authzProfile: { permissions: [{ ...permission, permission: { id: '' } }] } },
      'authzProfile.permissions[0].permission.id',
      "''",
    ],
    [
      { authzProfile: { permissions: [{ ...permission, scopes: 'Self' }] } },
      'authzProfile.permissions[0].scopes',
      "'Self'",
    ],
    [
      { authzProfile: { permissions: [{ ...permission, scopes: [true] }] } },
      'authzProfile.permissions[0].scopes[0]',
      'true',
    ],
    [
      { authzProfile: { permissions: [{ ...permission, effectiveRole: 3 }] } },
      'authzProfile.permissions[0].effectiveRole',
      '3',
    ],
    [{ features: '<html>' }, 'features', "'<html>'"],
    [{ features: { records: [{ id: 'HUD', available: 'true' }] } }, 'features.records[0].available', "'true'"],
    [{ features: { records: [{ id: 'HUD' }] } }, 'features.records[0].available', 'missing'],
    [{ features: { records: [{ id: 'HUD', available: false, reason: 'no' }] } }, 'features.records[0].reason', "'no'"],
    [
      { features: { records: [{ id: 'HUD', available: true, params: {} }] } },
      'features.records[0].params',
      'an object',
    ],
    [{ extensionGrants: { records: [{ callPickup: true }] } }, 'extensionGrants.records[0].extension', 'missing'],
    [
      { extensionGrants: { records: [{ extension: { id: 7 }, callPickup: 1 }] } },
      'extensionGrants.records[0].callPickup',
      '1',
    ],
    [{ extensionGrants: { records: [{ extension: { id: 0.5 } }] } }, 'extensionGrants.records[0].extension.id', '0.5'],
    [{ extensionInfo: {} }, 'extensionInfo.id', 'missing'],
    [{ extensionInfo: { id: 7, account: {} } }, 'extensionInfo.account.id', 'missing'],
    [{ phoneNumbers: { records: [{}] } }, 'phoneNumbers.records[0].phoneNumber', 'missing'],
  ])('refuses %j, naming the path and what was found', (given, path, found) => {
    expect(refusal(given)).toContain(` ${path} is ${found},`);
  });

  it('refuses what throws when it is read', () => {
    const hostile = {
      get permissions(): unknown {
        throw new Error('boo');
      },
    };
    expect(refusal({ authzProfile: hostile })).toContain('unreadable');
    const proxy: unknown = new Proxy(
      {},
      {
        get: () => {
          throw new Error('boo');
        },
        getOwnPropertyDescriptor: () => {
          throw new Error('boo');
        },
      },
    );
    expect(refusal({ extensionInfo: proxy })).toContain('unreadable');
  });

  it('takes no inherited word for the answer', () => {
    expect(refusal({ features: Object.create({ records: [] }) })).toContain('features.records is missing');
  });

  it('turns any JSON at all into a readable set or a SourceError, and its catalog with it', () => {
    const names = Object.keys(answers) as (keyof typeof answers)[];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.jsonValue(), (name, value) => {
        const given = { ...answers, [name]: value };
        const message = refusal({ [name]: value });
        if (message !== 'accepted') return;
        expect(safeParseGrantSet(JSON.parse(JSON.stringify(ringcentralGrants(given))))).toMatchObject({ ok: true });
        expect(ringcentralCatalog(given).id).toBe('ringcentral');
      }),
    );
  });
});
