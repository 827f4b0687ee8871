import { createEvaluator, type GrantSet } from 'hookswitch/core';
import type { GetSource } from 'hookswitch/components/RecordingPlayer';
import { recordingHandlers, type RecordingHandlersOptions } from 'hookswitch/msw';
import { pushSource } from 'hookswitch/sources';
import type { HttpHandler } from 'msw';
import { grantsOf, type Held, recordingsCatalog, salesCall } from './recordingsCatalog.js';

/** One person with some rights, and a phone system that decides by the very same grants. */
export interface Desk {
  readonly source: ReturnType<typeof pushSource>;
  readonly initialGrants: GrantSet;
  readonly handlers: readonly HttpHandler[];
  readonly getSource: GetSource;
  readonly remove: () => Promise<{ undo: () => Promise<void> }>;
  /** Puts other rights in force, on the server first. */
  readonly give: (rights: readonly Held[], more?: Partial<GrantSet>) => void;
}

/** Where a desk is and how its service behaves. */
export interface DeskOptions extends Partial<Omit<RecordingHandlersOptions, 'may'>> {
  readonly baseUrl: string;
  readonly rights: readonly Held[];
}

/** What the service asks for each of its answers. */
const permissions = {
  listen: 'recordings.play',
  transcript: 'recordings.transcript',
  unredacted: 'recordings.unredacted',
  delete: 'recordings.delete',
} as const;

/** Makes a desk. */
export function createDesk({ baseUrl, rights, ...service }: DeskOptions): Desk {
  let grants = grantsOf(rights);
  const source = pushSource(baseUrl);
  source.push(grants);
  const may: RecordingHandlersOptions['may'] = (right) =>
    createEvaluator(recordingsCatalog, grants, { now: Date.now() }).can(permissions[right], salesCall);
  return {
    source,
    initialGrants: grants,
    handlers: recordingHandlers({ baseUrl, may, ...service }),
    getSource: async ({ signal, transcript, unredacted }) => {
      const url = `${baseUrl}/recordings/7/source?transcript=${transcript}&unredacted=${unredacted}`;
      return (await (await ask(url, { signal })).json()) as Awaited<ReturnType<GetSource>>;
    },
    remove: async () => {
      await ask(`${baseUrl}/recordings/7`, { method: 'DELETE' });
      return { undo: async () => void (await ask(`${baseUrl}/recordings/7/restore`, { method: 'POST' })) };
    },
    give(next, more) {
      grants = grantsOf(next, { revision: grants.revision + 1, ...more });
      source.push(grants);
    },
  };
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`The recording service answered ${response.status}.`);
  return response;
}
