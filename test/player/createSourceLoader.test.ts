import { describe, expect, test, vi } from 'vitest';
import { createSourceLoader } from '../../src/player/createSourceLoader.js';
import type { RecordingSource, SourceReason } from '../../src/player/recording.js';

function createLoader(expiresIn = 60_000) {
  const asked: SourceReason[] = [];
  const controller = new AbortController();
  const ask = (reason: SourceReason): Promise<RecordingSource> => {
    asked.push(reason);
    return Promise.resolve({ url: `/audio/${asked.length}`, expiresAt: Date.now() + expiresIn });
  };
  return { asked, controller, loader: createSourceLoader({ ask, signal: controller.signal }) };
}

describe('a source', () => {
  test('is asked for once, however many wait for it', async () => {
    const { asked, loader } = createLoader();
    const all = await Promise.all([loader.read('load'), loader.read('play'), loader.read('download')]);
    expect(asked).toEqual(['load']);
    expect(new Set(all).size).toBe(1);
    expect(await loader.read('play')).toBe(all[0]);
    expect(asked).toEqual(['load']);
  });

  test('that has expired, or is about to, is asked for again, once', async () => {
    const { asked, loader } = createLoader(1_000);
    await loader.read('load');
    await Promise.all([loader.read('play'), loader.read('download')]);
    expect(asked).toEqual(['load', 'play']);
  });

  test('that is a blob never expires', async () => {
    const ask = vi.fn(() => Promise.resolve({ blob: new Blob(['x']), expiresAt: 1 }));
    const loader = createSourceLoader({ ask, signal: new AbortController().signal });
    await loader.read('load');
    await loader.read('play');
    expect(ask).toHaveBeenCalledTimes(1);
  });

  test('is forgotten only by whoever has the present one', async () => {
    const { asked, loader } = createLoader();
    const first = (await loader.read('load')) as RecordingSource;
    loader.forget(first);
    const second = await loader.read('expired');
    loader.forget(first);
    expect(await loader.read('play')).toBe(second);
    expect(asked).toEqual(['load', 'expired']);
  });

  test('that failed is asked for again', async () => {
    const ask = vi
      .fn<() => Promise<RecordingSource>>()
      .mockRejectedValueOnce(new Error('down'))
      .mockResolvedValueOnce({ url: '/a' });
    const loader = createSourceLoader({ ask, signal: new AbortController().signal });
    await expect(loader.read('load')).rejects.toThrow('down');
    await expect(loader.read('retry')).resolves.toEqual({ url: '/a' });
  });

  test('that comes after the end is not used, and none is asked for', async () => {
    const { asked, controller, loader } = createLoader();
    const late = loader.read('load');
    controller.abort();
    await expect(late).rejects.toThrow('aborted');
    await expect(loader.read('play')).rejects.toThrow('aborted');
    expect(asked).toEqual(['load']);
  });
});
