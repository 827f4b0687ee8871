import { describe, expect, test } from 'vitest';
import { afterCallAsks } from '../../../src/components/AfterCallForm/permissions.js';
import { callerIdAsks } from '../../../src/components/CallerIdPicker/rights.js';
import { liveCallAsks } from '../../../src/components/LiveCallControls/rungs.js';
import { recordAsks } from '../../../src/components/RecordButton/rights.js';
import { recordingAsks } from '../../../src/components/RecordingPlayer/rights.js';
import { waitingAsks } from '../../../src/components/WaitingList/rights.js';
import { findPermissions, type Part } from '../../../src/components/rights/findPermissions.js';
import { checkCatalog } from '../../../src/model/defineCatalog.js';
import { partTable } from '../../../src/model/parts.js';
import { adminNonAdmin, omnivoice, onoff, orgSettings, ringover } from '../../../src/presets/index.js';

const presets = { adminNonAdmin, omnivoice, onoff, orgSettings, ringover };

const parts = {
  calls: callerIdAsks.call,
  messages: callerIdAsks.message,
  recording: recordAsks,
  player: recordingAsks,
} as const;

/** Which rights of a part nobody is asked for, since the preset has none of their permissions. */
function skipped(preset: keyof typeof presets, part: keyof typeof parts): readonly string[] {
  const asks: Part<string, string> = parts[part];
  const ids = findPermissions(asks, undefined, presets[preset]);
  return Object.keys(asks.conventions).filter((key) => ids[key] === undefined);
}

test.each([
  ['onoff', 'calls', ['dial', 'outOfPlan', 'special']],
  ['onoff', 'messages', ['dial', 'outOfPlan', 'special']],
  ['onoff', 'recording', ['allow', 'start', 'stop', 'notify', 'announce', 'unopposed']],
  ['onoff', 'player', ['see', 'seek', 'speed']],
  ['orgSettings', 'calls', ['dial', 'outOfPlan', 'special']],
  ['orgSettings', 'messages', ['dial', 'outOfPlan', 'special']],
  ['orgSettings', 'recording', ['allow', 'start', 'stop', 'notify', 'announce', 'unopposed']],
  ['orgSettings', 'player', ['see', 'seek', 'speed']],
  ['adminNonAdmin', 'calls', ['outOfPlan', 'special']],
  ['adminNonAdmin', 'messages', ['outOfPlan', 'special']],
  ['adminNonAdmin', 'recording', ['allow', 'start', 'stop', 'notify', 'announce', 'unopposed']],
  ['adminNonAdmin', 'player', ['see', 'seek', 'speed']],
  ['ringover', 'calls', ['dial']],
  ['ringover', 'messages', ['dial']],
  ['ringover', 'recording', []],
  ['ringover', 'player', ['see', 'seek', 'speed']],
  ['omnivoice', 'calls', ['dial', 'outOfPlan', 'special']],
  ['omnivoice', 'messages', ['dial', 'outOfPlan', 'special']],
  ['omnivoice', 'recording', ['allow', 'start', 'stop', 'notify', 'announce', 'unopposed']],
  ['omnivoice', 'player', ['see', 'seek', 'speed']],
] as const)('%s lacks what would only narrow %s, so that it is not asked for: %j', (preset, part, rights) => {
  expect(skipped(preset, part)).toEqual(rights);
});

test.each([
  ['onoff', 'player', 'download', 'recordings.listen'],
  ['onoff', 'player', 'delete', 'recordings.modify'],
  ['orgSettings', 'player', 'listen', 'recordings.manage'],
  ['adminNonAdmin', 'messages', 'choose', 'callerId.choose'],
  ['omnivoice', 'player', 'listen', 'voicemails.listen'],
  ['omnivoice', 'messages', 'choose', 'numbers.messageFrom'],
  ['ringover', 'calls', 'special', 'destinations.frenchSpecial'],
] as const)('%s says which of its permissions stands for %s %s: %s', (preset, part, key, id) => {
  const asks: Part<string, string> = parts[part];
  expect(findPermissions(asks, undefined, presets[preset])[key]).toBe(id);
});

test.each([
  recordingAsks,
  callerIdAsks.call,
  callerIdAsks.message,
  recordAsks,
  liveCallAsks,
  waitingAsks,
  afterCallAsks,
])('the part $name asks exactly what the table of the model says', (asks) => {
  expect(Object.keys(asks.conventions)).toEqual(Object.keys(partTable[asks.name]));
});

describe('a permission that stands for something', () => {
  const asks = {
    name: 'liveCall',
    conventions: { listen: ['a.listen', 'a.hear'], whisper: ['a.whisper'] },
    narrowing: ['whisper'],
  } as const satisfies Part<'listen' | 'whisper', 'whisper'>;
  const find = (
    known: readonly string[],
    bound: { listen?: string; whisper?: string } = {},
    named?: { listen?: string; whisper?: string },
  ) => {
    const permissions = Object.fromEntries(known.map((id) => [id, { kind: 'right' } as const]));
    return findPermissions(asks, named, checkCatalog({ id: 'c', permissions, parts: { liveCall: bound } }));
  };

  test('is the one that the catalog binds, also where it has a conventional one', () => {
    expect(find(['a.listen', 'b.other'], { listen: 'b.other' })).toEqual({ listen: 'b.other', whisper: undefined });
  });

  test('is the one that the application names, whatever the catalog binds', () => {
    expect(find(['a.listen', 'b.other'], { listen: 'b.other' }, { listen: 'no.such' }).listen).toBe('no.such');
  });

  test('is the conventional one where the catalog binds another thing only', () => {
    expect(find(['a.hear', 'b.other'], { whisper: 'b.other' })).toEqual({ listen: 'a.hear', whisper: 'b.other' });
  });

  test('is skipped where it only narrows and the catalog neither binds nor has it', () => {
    expect(find(['a.hear'])).toEqual({ listen: 'a.hear', whisper: undefined });
  });

  test('is asked for where the catalog has what narrows', () => {
    expect(find(['a.listen', 'a.whisper'])).toEqual({ listen: 'a.listen', whisper: 'a.whisper' });
  });

  test('is asked for where the application names what narrows, in the catalog or not', () => {
    expect(find(['a.listen'], {}, { whisper: 'no.such' })).toEqual({ listen: 'a.listen', whisper: 'no.such' });
  });

  test('is the first conventional one where a right that opens something is missing, and that is denied', () => {
    expect(find([])).toEqual({ listen: 'a.listen', whisper: undefined });
  });

  test('is not looked for before there is a catalog', () => {
    expect(findPermissions(asks, undefined, undefined)).toEqual({ listen: 'a.listen', whisper: undefined });
  });
});
