import { describe, expect, it } from 'vitest';
import { pushSource, SourceError } from '../../src/sources/index.js';
import { createEar } from './createEar.js';

const signal = new AbortController().signal;

describe('pushSource', () => {
  it('has everybody wait for the first push, and answers with the last one from then on', async () => {
    const source = pushSource('socket');
    const waiting = [source.load(signal), source.load(signal)];
    source.push('first');
    expect(await Promise.all(waiting)).toEqual(['first', 'first']);
    source.push('second');
    expect(await source.load(signal)).toBe('second');
  });

  it('tells listeners what is pushed, and whether it is connected', async () => {
    const source = pushSource('socket');
    const ear = createEar();
    const stop = source.subscribe(ear.listen);
    source.push('grants');
    source.setConnected(false);
    source.setConnected(true);
    expect([await ear.next(), await ear.next(), await ear.next()]).toEqual([
      { type: 'grants', input: 'grants' },
      { type: 'disconnected' },
      { type: 'connected' },
    ]);
    stop();
    source.push('unheard');
    expect(ear.heard).toEqual([]);
  });

  it('fails whoever waits and whoever asks, tells listeners to ask, and answers again after the next push', async () => {
    const source = pushSource('socket');
    const ear = createEar();
    source.subscribe(ear.listen);
    const waiting = source.load(signal);
    const cause = new Error('closed');
    source.fail(cause);
    for (const load of [waiting, source.load(signal)])
      await expect(load).rejects.toMatchObject({ code: 'network', retryable: true, cause });
    expect(await ear.next()).toEqual({ type: 'changed' });
    source.push('back');
    expect(await source.load(signal)).toBe('back');
  });

  it('passes on an error that says more than "failed"', async () => {
    const source = pushSource('socket');
    const refused = new SourceError('unauthorized', 'Sign in again.', { retryable: false });
    source.fail(refused);
    await expect(source.load(signal)).rejects.toBe(refused);
  });

  it('lets go of whoever stops waiting', async () => {
    const source = pushSource('socket');
    const stop = new AbortController();
    const waiting = source.load(stop.signal);
    const reason = new Error('left');
    stop.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(source.load(stop.signal)).rejects.toBe(reason);
    source.push('late');
    await expect(source.load(stop.signal)).rejects.toBe(reason);
  });
});
