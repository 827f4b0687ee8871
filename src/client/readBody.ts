import { attempt } from '../base/attempt.js';
import { malformedError, tooLargeError } from './sourceErrors.js';

/** Reads a body as text, and stops at the first byte past the limit. Rejects with a SourceError. */
export async function readBody(
  url: string,
  response: Response,
  maxBytes: number,
  signal: AbortSignal,
): Promise<string> {
  const tooLarge = () => {
    dropBody(response);
    return tooLargeError(url, maxBytes);
  };
  if (Number(response.headers.get('content-length')) > maxBytes) throw tooLarge();
  // A byte that is no UTF-8 must not turn into a replacement character: two ids could become one.
  const decoder = attempt(() => new TextDecoder('utf-8', { fatal: true }));
  const reader = decoder && readerOf(response);
  if (!reader) return readWhole(url, response, maxBytes);
  const chunks: string[] = [];
  let size = 0;
  for await (const chunk of chunksOf(reader, signal)) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    chunks.push(decode(url, decoder, chunk));
  }
  chunks.push(decode(url, decoder));
  return chunks.join('');
}

/** Not every `fetch` has streams that can be read piece by piece, as in React Native; there a body can only be measured once it has come. */
async function readWhole(url: string, response: Response, maxBytes: number): Promise<string> {
  const text = await response.text();
  if (text.length > maxBytes) throw tooLargeError(url, maxBytes);
  if (text.includes('\uFFFD')) throw malformedError(url, '', 'not UTF-8', 'JSON in UTF-8');
  return text;
}

/** Lets go of a body that nobody will read, so that its connection is free again. */
export function dropBody(response: Response): void {
  // Cancelling a body that is already broken rejects; there is nobody to tell.
  attempt(() => {
    if (!response.body?.locked) response.body?.cancel().catch(() => undefined);
  });
}

/** The reader of a body piece by piece; `undefined` where the body cannot be read like that. */
export function readerOf(response: Response): BodyReader | undefined {
  return attempt(() => response.body?.getReader());
}

type BodyReader = ReadableStreamDefaultReader<Uint8Array>;

/** The chunks of a body as they arrive. The body is cancelled with the signal, and by leaving the loop early. */
export async function* chunksOf(reader: BodyReader, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const cancel = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', cancel);
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}

function decode(url: string, decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch (cause) {
    throw malformedError(url, '', 'not UTF-8', 'JSON in UTF-8', cause);
  }
}
