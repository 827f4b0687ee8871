// A network between a client and the API that goes wrong in the ways that networks do.
import type { PermissionApi } from '../../../src/server/createPermissionApi.js';

/** What happens to one request. */
export const faults = ['none', 'lost', 'answer-lost', 'twice', 'slow', 'cut'] as const;

export type Fault = (typeof faults)[number];

const lost = () => new TypeError('The network was cut.');

/** `fetch` over such a network; `next` says what happens to each request. Slow ones overtake each other. */
export const faultyFetch =
  (api: PermissionApi, next: () => Fault): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const fault = next();
    if (fault === 'lost') throw lost();
    if (fault === 'slow') await wait(1000 + 50 * (arrivals++ % 97));
    if (fault === 'twice') await dropped(api(request.clone()));
    const response = await api(request);
    if (fault === 'slow') await wait(1000 - 10 * (arrivals % 89));
    if (fault === 'answer-lost') {
      await dropped(response);
      throw lost();
    }
    return fault === 'cut' ? cutShort(response) : response;
  };

let arrivals = 0;

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const dropped = async (answer: Response | Promise<Response>) => {
  await (await answer).body?.cancel();
};

/** An answer that breaks off after its first piece. */
const cutShort = (response: Response): Response => {
  const reader = response.body?.getReader();
  let pieces = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const piece = pieces++ === 0 ? await reader?.read() : undefined;
      if (piece?.value) return controller.enqueue(piece.value.slice(0, Math.ceil(piece.value.length / 2)));
      await reader?.cancel();
      controller.error(lost());
    },
    cancel: (reason) => reader?.cancel(reason),
  });
  return new Response(body, response);
};
