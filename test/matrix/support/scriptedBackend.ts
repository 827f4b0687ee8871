import type {
  BackendEvent,
  MatrixBackend,
  SaveOutcome,
  SaveRequest,
  TargetState,
} from '../../../src/matrix/MatrixBackend.js';
import type { Clock } from '../../../src/base/clock.js';
import type { Member } from '../../../src/model/member.js';
import { applyEdits } from '../../../src/evaluator/resolve/applyEdits.js';
import type { MemberEdit } from '../../../src/model/edit.js';

/** One save that waits for the test to answer it. */
export interface HeldSave {
  readonly request: SaveRequest;
  answer(outcome: SaveOutcome): Promise<void>;
  fail(error: Error): Promise<void>;
}

/** A backend whose answers come one by one, when the test says so; from the second reading on, its list lacks one. */
export function scriptedBackend(members: readonly Member[], hidden?: string) {
  const states = new Map<string, TargetState>(
    members.map((member) => [`member:${member.id}`, { kind: 'member', member, revision: 1 }]),
  );
  const held: HeldSave[] = [];
  let readings = 0;
  const listeners = new Set<(event: BackendEvent) => void>();
  const backend: MatrixBackend = {
    key: 'scripted',
    loadMembers: async () => {
      const isFirst = ++readings === 1;
      return { items: [...states].flatMap(([id, state]) => (id === hidden && !isFirst ? [] : [state])) };
    },
    loadRoles: async () => [],
    load: async (target) => states.get(target),
    save: (request) =>
      new Promise((resolve, reject) => {
        held.push({
          request,
          answer: async (outcome) => {
            resolve(outcome);
            await settled();
          },
          fail: async (error) => {
            reject(error);
            await settled();
          },
        });
      }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const memberOf = (target: string): Member => {
    const state = states.get(target);
    if (state?.kind !== 'member') throw new Error(`No member ${target}`);
    return state.member;
  };
  /** Somebody's edits of a member are accepted; its new state. */
  const accept = (target: string, edits: SaveRequest['edits'], by?: string): TargetState => {
    const revision = (states.get(target)?.revision ?? 0) + 1;
    const state: TargetState = {
      kind: 'member',
      revision,
      member: applyEdits(memberOf(target), edits as readonly MemberEdit[]),
      ...(by !== undefined && { by, at: 1000 }),
    };
    states.set(target, state);
    return state;
  };
  return {
    backend,
    held,
    memberOf,
    accept,
    /** The first save that is not answered yet. */
    next(): HeldSave {
      const save = held.shift();
      if (!save) throw new Error('No save is waiting for an answer.');
      return save;
    },
    /** Somebody is deleted, or moved out of sight, and no event tells of it. */
    hide: (target: string) => void states.delete(target),
    tell: (event: BackendEvent) => listeners.forEach((listener) => listener(event)),
  };
}

/** Lets everything that is only waiting for its turn happen. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

function soon(run: () => void): () => void {
  let isOff = false;
  queueMicrotask(() => isOff || run());
  return () => {
    isOff = true;
  };
}

/** A clock that the test moves by hand. */
export function handClock() {
  let time = 0;
  const timers: { at: number; run: () => void }[] = [];
  const clock: Clock = {
    now: () => time,
    random: () => 1,
    after(milliseconds, run) {
      // What is to come at once comes with the next turn.
      if (milliseconds === 0) return soon(run);
      const timer = { at: time + milliseconds, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer) >>> 0, 1);
    },
  };
  return {
    clock,
    async pass(milliseconds: number) {
      time += milliseconds;
      for (const timer of timers.filter(({ at }) => at <= time)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.run();
      }
      await settled();
    },
  };
}
