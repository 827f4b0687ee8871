import { describe, expect, test } from 'vitest';
import { callerIdConventions, callerIdNarrowing } from '../../../src/components/CallerIdPicker/rights.js';
import { recordConventions, recordNarrowing } from '../../../src/components/RecordButton/rights.js';
import { recordingConventions, recordingNarrowing } from '../../../src/components/RecordingPlayer/rights.js';
import { defineCatalog } from '../../../src/model/defineCatalog.js';
import { findPermissions } from '../../../src/components/rights/findPermissions.js';
import { adminNonAdmin, omnivoice, onoff, orgSettings, ringover } from '../../../src/presets/index.js';

const presets = { adminNonAdmin, omnivoice, onoff, orgSettings, ringover };

const parts = {
  calls: [callerIdConventions.call, callerIdNarrowing],
  messages: [callerIdConventions.message, callerIdNarrowing],
  recording: [recordConventions, recordNarrowing],
  player: [recordingConventions, recordingNarrowing],
} as const;

/** Which rights of a part nobody is asked for, since the preset has none of their permissions. */
function skipped(preset: keyof typeof presets, part: keyof typeof parts): readonly string[] {
  const [conventions, narrowing]: readonly [Record<string, readonly string[]>, readonly string[]] = parts[part];
  const ids = findPermissions(conventions, undefined, presets[preset], narrowing);
  return Object.keys(conventions).filter((key) => ids[key] === undefined);
}

test.each([
  ['onoff', 'calls', ['dial', 'outOfPlan', 'special']],
  ['onoff', 'messages', ['dial', 'outOfPlan', 'special']],
  ['onoff', 'recording', ['allow', 'start', 'stop']],
  ['onoff', 'player', ['seek', 'speed']],
  ['orgSettings', 'calls', ['dial', 'outOfPlan', 'special']],
  ['orgSettings', 'messages', ['dial', 'outOfPlan', 'special']],
  ['orgSettings', 'recording', ['allow', 'start', 'stop']],
  ['orgSettings', 'player', ['seek', 'speed']],
  ['adminNonAdmin', 'calls', ['outOfPlan', 'special']],
  ['adminNonAdmin', 'messages', ['outOfPlan', 'special']],
  ['adminNonAdmin', 'recording', ['allow', 'start', 'stop']],
  ['adminNonAdmin', 'player', ['seek', 'speed']],
  ['ringover', 'calls', ['dial']],
  ['ringover', 'messages', ['dial']],
  ['ringover', 'recording', []],
  ['ringover', 'player', ['seek', 'speed']],
  ['omnivoice', 'calls', ['dial', 'outOfPlan', 'special']],
  ['omnivoice', 'messages', ['dial', 'outOfPlan', 'special']],
  ['omnivoice', 'recording', ['allow', 'start', 'stop']],
  ['omnivoice', 'player', ['seek', 'speed']],
] as const)('%s lacks rights that would only narrow %s, so that they are not asked for: %j', (preset, part, rights) => {
  expect(skipped(preset, part)).toEqual(rights);
});

describe('a right that only narrows', () => {
  const conventions = { open: ['a.open', 'a.start'], narrow: ['a.narrow'] };
  const find = (known: readonly string[], named?: { narrow?: string; open?: string }) => {
    const permissions = Object.fromEntries(known.map((id) => [id, { kind: 'right', label: id } as const]));
    const catalog = defineCatalog({
      id: 'c',
      dimensions: {},
      resources: {},
      permissions,
      roles: { any: { label: 'Any' } },
    });
    return findPermissions(conventions, named, catalog, ['narrow'] as const);
  };

  test('is asked for where the catalog has it', () => {
    expect(find(['a.open', 'a.narrow'])).toEqual({ open: 'a.open', narrow: 'a.narrow' });
  });

  test('is not asked for where the catalog lacks it', () => {
    expect(find(['a.start'])).toEqual({ open: 'a.start', narrow: undefined });
  });

  test('is asked for where the application names it, in the catalog or not', () => {
    expect(find(['a.open'], { narrow: 'no.such' })).toEqual({ open: 'a.open', narrow: 'no.such' });
  });

  test('leaves a right that opens something as it is: without a permission it is asked for and denied', () => {
    expect(find([])).toEqual({ open: 'a.open', narrow: undefined });
  });
});
