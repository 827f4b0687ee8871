import { delay, http, type HttpHandler, HttpResponse } from 'msw';
import { type DemoRecording, demoRecordings } from './demo/recordingFiles.js';

/** Options of the mocked recording service. */
export interface RecordingHandlersOptions {
  /** Such as `https://demo.example/story-1`; each story has its own, so that stories on one page stay apart. */
  readonly baseUrl: string;
  /** The law of the server: whether the caller, who is known by the request, holds a right on a recording. */
  readonly may: (
    right: 'listen' | 'transcript' | 'unredacted' | 'delete',
    id: string,
    request: Request,
  ) => boolean | Promise<boolean>;
  /**
   * What it gives out for the id of a recording. Default: `demoRecordings.billing` for every id. `audio` is an address
   * on the page's own server.
   */
  readonly recordingOf?: (id: string) => DemoRecording;
  /** Milliseconds for which an address of audio works. Default: one minute. */
  readonly validFor?: number;
  /** Milliseconds before an answer begins. */
  readonly latency?: number;
}

interface Ticket {
  readonly expiresAt: number;
  readonly audio: string;
}

/**
 * A phone system's recording service on MSW: sources with addresses that expire, audio in ranges, deletion that can
 * be undone. It decides for itself what it gives out. It needs a page: MSW in Node has no files to serve.
 *
 * `GET /recordings/:id/source?transcript=&unredacted=`, `GET /audio/:ticket`, `DELETE /recordings/:id`,
 * `POST /recordings/:id/restore`
 */
export function recordingHandlers({
  baseUrl,
  may,
  recordingOf = () => demoRecordings.billing,
  validFor = 60_000,
  latency = 0,
}: RecordingHandlersOptions): HttpHandler[] {
  const tickets = new Map<string, Ticket>();
  const deleted = new Set<string>();
  let count = 0;

  const source = async (id: string, request: Request) => {
    const asked = new URL(request.url).searchParams;
    const unredacted = asked.get('unredacted') === 'true' && (await may('unredacted', id, request));
    const { duration, channels, redactions, ...versions } = recordingOf(id);
    const { audio, peaks, transcript } = unredacted ? versions.unredacted : versions.redacted;
    const ticket = `${id}-${(count += 1)}.mp3`;
    const expiresAt = Date.now() + validFor;
    tickets.set(ticket, { expiresAt, audio });
    return {
      duration,
      channels,
      redactions: unredacted ? [] : redactions,
      url: `${baseUrl}/audio/${ticket}`,
      expiresAt,
      crossOrigin: 'anonymous',
      peaks,
      ...(asked.get('transcript') === 'true' && (await may('transcript', id, request)) && { transcript }),
    };
  };

  return [
    http.get<{ id: string }>(`${baseUrl}/recordings/:id/source`, async ({ params: { id }, request }) => {
      await delay(latency);
      if (!(await may('listen', id, request))) return new HttpResponse(null, { status: 403 });
      if (deleted.has(id)) return HttpResponse.json({ status: 'missing' });
      return HttpResponse.json(await source(id, request));
    }),
    http.get<{ ticket: string }>(`${baseUrl}/audio/:ticket`, ({ params, request }) => {
      const ticket = tickets.get(params.ticket);
      if (!ticket || ticket.expiresAt <= Date.now()) return new HttpResponse(null, { status: 403 });
      return audioResponse(ticket.audio, request);
    }),
    http.delete<{ id: string }>(`${baseUrl}/recordings/:id`, async ({ params: { id }, request }) => {
      await delay(latency);
      if (!(await may('delete', id, request))) return new HttpResponse(null, { status: 403 });
      deleted.add(id);
      return new HttpResponse(null, { status: 204 });
    }),
    http.post<{ id: string }>(`${baseUrl}/recordings/:id/restore`, async ({ params: { id } }) => {
      await delay(latency);
      return new HttpResponse(null, { status: deleted.delete(id) ? 204 : 404 });
    }),
  ];
}

/** A file, or the range of it that was asked for: browsers seek in audio by ranges. */
async function audioResponse(file: string, request: Request): Promise<Response> {
  const bytes = await (await fetch(file)).arrayBuffer();
  const headers = { 'Content-Type': 'audio/mpeg', 'Accept-Ranges': 'bytes', 'Access-Control-Allow-Origin': '*' };
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get('range') ?? '');
  if (!range) return new HttpResponse(bytes, { headers });
  const start = Number(range[1]);
  const end = Math.min(range[2] ? Number(range[2]) : Infinity, bytes.byteLength - 1);
  if (start > end) return new HttpResponse(null, { status: 416 });
  const contentRange = `bytes ${start}-${end}/${bytes.byteLength}`;
  return new HttpResponse(bytes.slice(start, end + 1), {
    status: 206,
    headers: { ...headers, 'Content-Range': contentRange },
  });
}
