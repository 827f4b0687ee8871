import { expect, test } from 'vitest';
import { demoRecordings } from '../../../src/msw/demo/recordingFiles.js';

test.each(Object.entries(demoRecordings))(
  'the audio of the demo recording “%s” lasts as long as is said of it, on both channels',
  async (_, { duration, ...versions }) => {
    for (const { audio } of [versions.redacted, versions.unredacted]) {
      const bytes = await (await fetch(audio)).arrayBuffer();
      const sound = await new OfflineAudioContext(2, 1, 16_000).decodeAudioData(bytes);
      expect(Math.abs(sound.duration - duration)).toBeLessThan(0.3);
      for (const channel of [0, 1]) expect(sound.getChannelData(channel).some((sample) => sample > 0.2)).toBe(true);
    }
  },
);
