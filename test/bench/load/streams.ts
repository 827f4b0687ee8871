// Clients that hold a stream of events: what they cost, and how soon all of them hear.
import { type ClientRequest, request } from 'node:http';
import { readFileSync } from 'node:fs';
import type { Store } from '../../../src/server/store/Store.js';
import { size } from './organisation.js';

export interface StreamFigures {
  readonly held: number;
  readonly perSecond: number;
  /** Milliseconds from the edit until the last of them has heard. */
  readonly lastHeard: number;
  /** Kilobytes of the server's memory for each. */
  readonly kilobytes: number;
}

/** How many connect at once: more than a machine's queue of connections takes would be turned away by it. */
const atOnce = 100;

/** Holds so many streams open, edits the role that all of them have, and waits until all have heard. */
export const measureStreams = async (url: string, pid: number, held: number, edits = 5): Promise<StreamFigures> => {
  const before = residentKilobytes(pid);
  const heard: ((revision: number) => void)[] = [];
  const open: ClientRequest[] = [];
  while (open.length < held) {
    const more = Array.from({ length: Math.min(atOnce, held - open.length) }, (_, i) => open.length + i);
    open.push(
      ...(await Promise.all(more.map((i) => openStream(url, `m${i % size}`, (revision) => heard[i]?.(revision))))),
    );
  }
  const kilobytes = (residentKilobytes(pid) - before) / held;
  const times: number[] = [];
  for (let i = 0; i < edits; i++) {
    const all = Promise.all(open.map((_, at) => new Promise<number>((resolve) => void (heard[at] = resolve))));
    const start = performance.now();
    await editRole(url);
    await all;
    times.push(performance.now() - start);
  }
  for (const stream of open) stream.destroy();
  const lastHeard = Math.min(...times);
  return { held, lastHeard, kilobytes, perSecond: (held * 1000) / lastHeard };
};

/** Resolves with the open request once its first event has arrived. */
const openStream = (url: string, who: string, onRevision: (revision: number) => void): Promise<ClientRequest> =>
  new Promise((resolve, reject) => {
    const stream = request(
      `${url}/me/events`,
      { agent: false, headers: { authorization: `Member acme/${who}` } },
      (response) => {
        if (response.statusCode !== 200) return reject(new Error(`/me/events answered ${response.statusCode}`));
        response.setEncoding('utf8').on('data', (text: string) => {
          const revision = Number(/^id: (\d+)$/m.exec(text)?.[1] ?? Number.NaN);
          if (Number.isNaN(revision)) return;
          onRevision(revision);
          resolve(stream);
        });
        // The end of the measurement ends the stream too.
        response.on('error', () => {});
      },
    );
    stream.on('error', reject);
    stream.end();
  });

let turns = 0;

/** Gives and takes by turns: an edit that changes nothing is no event. */
const editRole = async (url: string): Promise<void> => {
  const op = turns++ % 2 === 0 ? 'set' : 'remove';
  const response = await fetch(`${url}/roles/agent`, {
    method: 'PATCH',
    headers: { authorization: 'Member acme/olga', 'content-type': 'application/json', 'if-match': '*' },
    body: JSON.stringify({ operations: [{ op, permission: 'sms.send' }] }),
  });
  if (!response.ok) throw new Error(`The role edit was answered ${response.status}`);
};

/** By what Linux says of a process. */
const residentKilobytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN);

/** How soon a store tells its own process of a role edit, the best of five, in milliseconds. */
export const measureTelling = async (store: Store): Promise<number> => {
  const times: number[] = [];
  for (let i = 0; i < 5; i++) {
    const start = performance.now();
    const told = new Promise<void>((resolve) => {
      const stop = store.listen((event) => {
        if (event.type !== 'role') return;
        stop();
        resolve();
      });
    });
    await store.edit('acme', (edit) => edit.saveRole({ id: 'agent', grants: {} }));
    await told;
    times.push(performance.now() - start);
  }
  return Math.min(...times);
};
