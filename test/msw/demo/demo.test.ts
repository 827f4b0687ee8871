import { expect, test } from 'vitest';
import { advise } from '../../../src/evaluator/report/advise.js';
import { notGrantable } from '../../../src/evaluator/resolve/grantable.js';
import { adminNonAdminCalls, adminNonAdminMembers, adminNonAdminTenant } from '../../../src/msw/demo/adminNonAdmin.js';
import {
  omnivoiceCalls,
  omnivoiceMembers,
  omnivoiceTenant,
  omnivoiceVoicemails,
} from '../../../src/msw/demo/omnivoice.js';
import { type DemoRecording, demoRecordings } from '../../../src/msw/demo/recordingFiles.js';
import {
  ringoverLiveCalls,
  ringoverMembers,
  ringoverRecordings,
  ringoverTenant,
} from '../../../src/msw/demo/ringover.js';
import type { Catalog } from '../../../src/model/catalog.js';
import { adminNonAdmin, omnivoice, ringover } from '../../../src/presets/index.js';
import type { TenantData } from '../../../src/server/store/Store.js';
import { mayOf, memberOf } from '../../presets/ask.js';

const demos: readonly (readonly [string, Catalog, TenantData])[] = [
  ['omnivoice', omnivoice, omnivoiceTenant],
  ['ringover', ringover, ringoverTenant],
  ['adminNonAdmin', adminNonAdmin, adminNonAdminTenant],
];

test.each(demos)(
  'every member of the %s demo holds roles and settings that its catalog knows',
  (_, catalog, { members }) => {
    for (const { roles, overrides } of members) {
      expect(Object.keys(catalog.roles)).toEqual(expect.arrayContaining([...roles]));
      expect(Object.keys(catalog.permissions)).toEqual(
        expect.arrayContaining(overrides.map((each) => each.permission)),
      );
    }
  },
);

test.each(demos)('nothing that a member of the %s demo was given is without effect', (_, catalog, { members }) => {
  expect(members.flatMap((member) => notGrantable(catalog, member))).toEqual([]);
});

test.each(demos)(
  'every id that a member of the %s demo reaches is in its directory',
  (_, __, { members, directory = {} }) => {
    const reached = members.flatMap(({ extensions, memberships, overrides }) => [
      ...extensions.map((id) => ['extension', id]),
      ...Object.entries(memberships).flatMap(([dimension, ids]) => ids.map((id) => [dimension, id])),
      ...overrides.flatMap(({ scope }) => {
        const reaches =
          typeof scope === 'object' ? [...Object.entries(scope.in ?? {}), ...Object.entries(scope.within ?? {})] : [];
        return reaches.flatMap(([dimension, ids]) =>
          Array.isArray(ids) ? ids.map((id: string) => [dimension, id]) : [],
        );
      }),
    ]);
    const known = Object.entries(directory).flatMap(([dimension, entries]) =>
      entries.map(({ id }) => `${dimension} ${id}`),
    );
    expect(reached.map((pair) => pair.join(' ')).filter((each) => !known.includes(each))).toEqual([]);
  },
);

test('the calls of a demo have ids of their own', () => {
  for (const calls of [omnivoiceCalls, omnivoiceVoicemails, ringoverRecordings, adminNonAdminCalls]) {
    expect(new Set(calls.map(({ id }) => id)).size).toBe(calls.length);
    expect(calls.length).toBeGreaterThan(10);
  }
});

test('a recorded call of the omnivoice demo lasts as long as its recording', () => {
  const recorded = omnivoiceCalls.filter(({ recording }) => recording);
  expect(recorded.length).toBeGreaterThan(20);
  for (const { seconds, recording } of recorded) {
    expect(recording).toMatchObject({ seconds, name: expect.any(String) });
    expect(demoRecordings[recording?.name ?? 'billing'].duration).toBe(seconds);
  }
  const names = new Set(recorded.map(({ recording }) => recording?.name));
  expect(names).toEqual(new Set(Object.keys(demoRecordings)));
});

test.each(Object.entries(demoRecordings))(
  'the peaks and the transcript of the demo recording “%s” fit its length',
  (_, { duration, channels, redactions, ...versions }: DemoRecording) => {
    for (const { audio, peaks, transcript } of Object.values(versions)) {
      expect(audio).toMatch(/\.mp3$/);
      expect(peaks.map(({ length }) => length)).toEqual(channels.map(() => duration * 20));
      const times = transcript.flatMap(({ start, end }) => [start, end]);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(Math.max(...times)).toBeGreaterThan(duration - 2);
      expect(Math.max(...times)).toBeLessThanOrEqual(duration);
    }
    expect(redactions.every(({ end }) => end < duration)).toBe(true);
  },
);

test('in the ringover demo Sara listens to Uma and Ugo, and not to Ines, who cannot be listened to', () => {
  const sara = mayOf(ringover, memberOf(ringoverMembers, 'sara'));
  expect(sara.filter('calls.listen', ringoverLiveCalls).map(({ userId }) => userId)).toEqual(['uma', 'ugo']);
});

test('in the adminNonAdmin demo the three examples see what the page says', () => {
  const seen = (id: string) =>
    mayOf(adminNonAdmin, memberOf(adminNonAdminMembers, id)).filter('callLogs.view', adminNonAdminCalls);
  expect(seen('nora')).toEqual(adminNonAdminCalls.filter(({ extension }) => extension === '101'));
  expect(seen('nils')).toEqual(adminNonAdminCalls.filter(({ extension }) => extension === '102'));
  expect(seen('nina')).toEqual(adminNonAdminCalls);
});

test('the adminNonAdmin demo has something to find for each of the page’s tips', () => {
  const codes = advise(adminNonAdmin, adminNonAdminMembers, { now: Date.UTC(2026, 10, 20) }).map(({ code }) => code);
  for (const code of ['no-extension', 'no-caller-id', 'wider-than-needed', 'not-reviewed', 'never-takes-effect']) {
    expect(codes).toContain(code);
  }
});

test('an omnivoice member is who the page says', () => {
  const told = omnivoiceMembers.slice(0, 7).map(({ name, extensions, roles }) => [extensions[0], name, roles[0]]);
  expect(told).toEqual([
    ['100', 'John', 'agent'],
    ['101', 'Peter', 'agent'],
    ['102', 'Jessica', 'agent'],
    ['103', 'Jasmine', 'agent'],
    ['104', 'Allie', 'agent'],
    ['105', 'Leo', 'manager'],
    ['106', 'Karey', 'agent'],
  ]);
});
