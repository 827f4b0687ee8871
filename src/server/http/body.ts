import { ProblemError } from './problem.js';

/**
 * `readJson` for a request that needs no content: without any it is an empty object. A page of another site, which cannot
 * send JSON unasked, could send nothing; browsers say where a request comes from.
 */
export async function readJsonOrNothing(request: Request, limit: number): Promise<{ text: string; value: unknown }> {
  const { headers } = request;
  const isOurs = !headers.has('origin') || headers.get('sec-fetch-site') === 'same-origin';
  if (!isOurs || headers.has('content-type')) return readJson(request, limit);
  // A server may have made a body of nothing.
  if ((await readText(request, limit)) !== '') throw unsupported();
  return { text: '{}', value: {} };
}

/** Reads a JSON body of at most so many bytes, whatever the request says about its length. */
export async function readJson(request: Request, limit: number): Promise<{ text: string; value: unknown }> {
  const type = request.headers.get('content-type') ?? '';
  // Anything else than JSON could be sent across origins by a plain form.
  if (!/^application\/json\s*(;|$)/i.test(type)) throw unsupported();
  if (Number(request.headers.get('content-length')) > limit) throw tooLarge(limit);
  const text = await readText(request, limit);
  return { text, value: wellFormed((): unknown => JSON.parse(text)) };
}

function wellFormed<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw new ProblemError('malformed', { detail: 'Nothing was changed. Send well-formed JSON in UTF-8.' });
  }
}

async function readText(request: Request, limit: number): Promise<string> {
  // A byte that is no UTF-8 must not turn into a replacement character: two ids could become one.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [text, bytes] = ['', 0];
  const reader = request.body?.getReader();
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) return text + wellFormed(() => decoder.decode());
    bytes += chunk.value.byteLength;
    if (bytes > limit) {
      await reader?.cancel();
      throw tooLarge(limit);
    }
    text += wellFormed(() => decoder.decode(chunk.value, { stream: true }));
  }
}

function unsupported(): ProblemError {
  return new ProblemError('unsupported-media-type', { detail: 'Send `application/json`.' });
}

function tooLarge(limit: number): ProblemError {
  const detail = `Nothing was changed. Send at most ${limit} bytes; make several requests of a larger edit.`;
  return new ProblemError('too-large', { detail, limit });
}
