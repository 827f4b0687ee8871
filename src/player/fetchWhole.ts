import type { RecordingSource } from './recording.js';

/** The largest file that is kept in memory as a whole, in bytes: about an hour at 128 kbit/s. */
export const largestWhole = 64 * 2 ** 20;

/** Fetches a whole recording. Rejects where that fails, or where it is larger than `largestWhole`. */
export async function fetchWhole({ url = '', crossOrigin }: RecordingSource, signal: AbortSignal): Promise<Blob> {
  const credentials = crossOrigin === 'use-credentials' ? 'include' : 'same-origin';
  const response = await fetch(url, { signal, credentials });
  const reader = response.ok ? response.body?.getReader() : undefined;
  if (!reader)
    throw new Error(`The recording could not be fetched as a whole: its server answered ${response.status}.`);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = Number(response.headers.get('Content-Length')) > largestWhole ? Infinity : 0;
  while (size <= largestWhole) {
    const { done, value } = await reader.read();
    if (done) return new Blob(chunks, { type: response.headers.get('Content-Type') ?? '' });
    chunks.push(value);
    size += value.byteLength;
  }
  await reader.cancel();
  throw new Error('The recording is too large to be kept in memory as a whole.');
}
