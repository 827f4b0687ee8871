/** One request that waits for its answer. */
export interface FakeRequest {
  readonly url: string;
  readonly init: RequestInit;
  readonly headers: Headers;
  answer(response: Response): void;
  fail(cause: Error): void;
}

/** A network in the hands of a test: every request waits until the test answers it. */
export interface FakeFetch {
  readonly fetch: typeof globalThis.fetch;
  /** The next request, as soon as there is one. */
  next(): Promise<FakeRequest>;
  /** How many requests came, and how many wait. */
  readonly count: number;
  readonly waiting: number;
}

/** Makes a network. `deaf`: it goes on after a request was aborted, like a network that does not know of signals. */
export function createFakeFetch({ deaf = false } = {}): FakeFetch {
  const requests: FakeRequest[] = [];
  const takers: ((request: FakeRequest) => void)[] = [];
  let count = 0;
  const fetch: typeof globalThis.fetch = (input, init = {}) =>
    new Promise((answer, fail) => {
      count += 1;
      const { signal } = init;
      if (!deaf) signal?.addEventListener('abort', () => fail(signal.reason));
      const url = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;
      const request = { url, init, headers: new Headers(init.headers), answer, fail };
      const taker = takers.shift();
      if (taker) taker(request);
      else requests.push(request);
    });
  return {
    fetch,
    next: () => {
      const request = requests.shift();
      return request ? Promise.resolve(request) : new Promise((resolve) => takers.push(resolve));
    },
    get count() {
      return count;
    },
    get waiting() {
      return requests.length;
    },
  };
}

/** A JSON answer. */
export function json(body: unknown, headers: Record<string, string> = {}, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
}

/** An event stream in the hands of a test. */
export interface FakeStream {
  readonly response: Response;
  /** Sends text, as it is. */
  write(text: string): void;
  /** Sends one revision event. */
  revision(revision: number): void;
  end(): void;
  break(): void;
  /** Resolves when the reader has let go. */
  readonly cancelled: Promise<void>;
}

/** Makes an event stream. */
export function createFakeStream(): FakeStream {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  let cancel!: () => void;
  const cancelled = new Promise<void>((resolve) => (cancel = resolve));
  const body = new ReadableStream<Uint8Array>({ start: (own) => void (controller = own), cancel });
  const write = (text: string) => controller.enqueue(new TextEncoder().encode(text));
  return {
    response: new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
    write,
    revision: (revision) => write(`id: ${revision}\nevent: revision\ndata: {"revision":${revision}}\n\n`),
    end: () => controller.close(),
    break: () => controller.error(new TypeError('terminated')),
    cancelled,
  };
}
