import { connectEvents, type EventConnection } from './connectEvents.js';
import {
  fetchAnswer,
  fetchJson,
  type HttpAnswer,
  type HttpOptions,
  type JsonAnswer,
  type JsonRequest,
} from './fetchJson.js';

/** The address of the permission API, and how to talk to it. */
export interface ClientOptions extends HttpOptions {
  /** The address that the API is mounted at, such as `/permissions`. */
  readonly url: string;
}

/** The permission API seen from outside. Every call rejects with a SourceError, or with the reason of its signal. */
export interface Client {
  /** The address of a path of the API. */
  readonly address: (path: string) => string;
  /** Asks for JSON; an answer of another status than 2xx (or 304, where an ETag was sent) is an error. */
  readonly fetchJson: (path: string, signal: AbortSignal, request?: JsonRequest) => Promise<JsonAnswer>;
  /** Asks for JSON and returns the answer whatever its status, except "not now", which is an error. */
  readonly ask: (path: string, signal: AbortSignal, request?: JsonRequest) => Promise<HttpAnswer>;
  /** Asks for an event stream, resumed behind the revision that is known once the headers are there. */
  readonly connect: (path: string, known: () => number | undefined, signal: AbortSignal) => Promise<EventConnection>;
}

/** Makes a client of one API. The options are asked for at each request. */
export function createClient(url: string, options: () => HttpOptions): Client {
  const base = url.replace(/\/+$/, '');
  const address = (path: string) => base + path;
  return {
    address,
    fetchJson: (path, signal, request) => fetchJson(address(path), options(), signal, request),
    ask: (path, signal, request) => fetchAnswer(address(path), options(), signal, request),
    connect: (path, known, signal) => connectEvents(address(path), options(), known, signal),
  };
}
