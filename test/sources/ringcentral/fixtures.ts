import { readFileSync } from 'node:fs';
import type { RingcentralAnswers } from '../../../src/sources/ringcentral/index.js';

/** One of RingCentral's own answers, as it was published; see the README beside them. */
export function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../fixtures/ringcentral/${name}.json`, import.meta.url), 'utf8'));
}

/** The list of records in such an answer. */
export function records(name: string, key = 'records'): readonly Record<string, unknown>[] {
  const answer = fixture(name) as Record<string, readonly Record<string, unknown>[]>;
  return answer[key] ?? [];
}

/** Everything that is published about one user. */
export const answers: RingcentralAnswers = {
  authzProfile: fixture('authz-profile'),
  features: fixture('features'),
  extensionGrants: fixture('extension-grants'),
  extensionInfo: fixture('extensionInfo'),
  phoneNumbers: fixture('extension-phone-numbers'),
};

/** A profile that holds one permission with some scopes. */
export function profileWith(id: string, scopes: readonly string[]): RingcentralAnswers {
  const permissions = [{ permission: { id, assignable: true }, effectiveRole: { id: '1' }, scopes }];
  return { ...answers, authzProfile: { permissions } };
}
