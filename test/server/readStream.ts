// Reads server-sent events for tests, as plainly as the format is defined.

export interface ServerEvent {
  readonly id?: string;
  readonly event?: string;
  readonly data?: string;
}

export interface StreamReader {
  /** The next event; nothing once the stream has ended. */
  next(): Promise<ServerEvent | undefined>;
  /** The next comment, events in between skipped. */
  comment(): Promise<string | undefined>;
  /** The revisions of the next events. */
  revisions(count: number): Promise<number[]>;
}

export function readStream(response: Response): StreamReader {
  const blocks = readBlocks(response);
  const nextWith = async <T>(pick: (lines: readonly string[]) => T | undefined): Promise<T | undefined> => {
    for (;;) {
      const { value } = await blocks.next();
      if (value === undefined) return undefined;
      const picked = pick(value.split('\n'));
      if (picked !== undefined) return picked;
    }
  };
  const next = () => nextWith(eventIn);
  return {
    next,
    comment: () => nextWith((lines) => lines.find((line) => line.startsWith(':'))?.slice(2)),
    revisions: async (count) => {
      const found: number[] = [];
      while (found.length < count) found.push(Number((await next())?.id));
      return found;
    },
  };
}

function eventIn(lines: readonly string[]): ServerEvent | undefined {
  const fields = lines
    .filter((line) => !line.startsWith(':'))
    .map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
  return fields.length === 0 ? undefined : Object.fromEntries(fields);
}

async function* readBlocks({ body }: Response): AsyncGenerator<string, undefined> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    yield* blocks;
  }
  return undefined;
}
