// One state machine: what happens to the edits of one target from the moment they are made until they are settled.
// Pure; `createSaver` drives it.
import type { Attribution, SaveProblem, SaveRequest, TargetState } from './MatrixBackend.js';
import { editsTo, readSlot, sameValue, type Slot, type SlotValue, withSlot } from './field.js';
import { writerOf } from './changedFields.js';

/** One edit that is not settled yet. There is at most one per slot outside of a flight. */
export interface Entry {
  readonly slot: Slot;
  /** What the editor saw when it was made: the version that travels with the edit. */
  readonly before: SlotValue;
  readonly next: SlotValue;
  readonly status: 'staged' | 'waiting' | 'failed' | 'conflict';
  readonly problem?: SaveProblem;
  readonly theirs?: Attribution & { readonly value: SlotValue };
}

/** A save under way. It is sent again as it is until there is an answer. */
export interface Flight {
  readonly key: string;
  readonly entries: readonly Entry[];
  /** Made once: every attempt sends the same. */
  readonly edits: SaveRequest['edits'];
  readonly revision: number;
  readonly tag?: string;
  /** Attempts that got no answer. */
  readonly lost: number;
  /** Given up while nobody knew whether they had arrived: if they did not, they are never sent again. */
  readonly unwanted?: readonly Slot[];
}

/** One target: what the backend last said, and what is still to be saved on top of it. */
export interface Line {
  readonly base: TargetState;
  readonly entries: readonly Entry[];
  readonly flight?: Flight;
  /** Saves one edit at a time, since several together were refused. */
  readonly oneByOne?: true;
}

/** A line on which nothing is to be saved. */
export function lineOf(base: TargetState): Line {
  return { base, entries: [] };
}

/** What the cells show: the backend's state with everything on its way applied; failures and conflicts are not. */
export function shownState(line: Line): TargetState {
  const open = line.entries.filter(({ status }) => status === 'staged' || status === 'waiting');
  return [...(line.flight?.entries ?? []), ...open].reduce(
    (state, { slot, next }) => withSlot(state, slot, next),
    line.base,
  );
}

/** What a slot will hold once the flight, if any, has landed. */
function landed(line: Line, slot: Slot): SlotValue {
  const flying = line.flight?.entries.find((entry) => entry.slot === slot);
  return flying ? flying.next : readSlot(line.base, slot);
}

/**
 * An edit is made. It takes the place of an earlier one on its slot; back to what was seen, it is none. `seen` is what
 * was there when the editing began: where somebody else has changed it since, the edit is a conflict at once.
 */
export function changed(
  line: Line,
  slot: Slot,
  next: SlotValue,
  status: 'staged' | 'waiting',
  seen?: { readonly value: SlotValue },
): Line {
  const earlier = line.entries.find((entry) => entry.slot === slot);
  const isOpen = earlier?.status === 'staged' || earlier?.status === 'waiting';
  const before = isOpen ? earlier.before : seen ? seen.value : landed(line, slot);
  const others = line.entries.filter((entry) => entry.slot !== slot);
  if (sameValue(before, next)) return { ...line, entries: others };
  // The others were settled when they were made, or when the state under them changed.
  return { ...line, entries: [...others, ...settledEntry(line, { slot, before, next, status })] };
}

/** Staged edits are to be saved. */
export function released(line: Line): Line {
  return withEntries(line, (entry) => (entry.status === 'staged' ? { ...entry, status: 'waiting' } : entry));
}

/** Everything that waits takes off, where nothing is in the air. */
export function departed(line: Line, key: string): Line {
  const waiting = line.entries.filter(({ status }) => status === 'waiting');
  if (line.flight || waiting.length === 0) return line;
  const entries = waiting.slice(0, line.oneByOne ? 1 : mostTogether);
  const rest = line.entries.filter((entry) => !entries.includes(entry));
  const { base } = line;
  // editsTo gives operations of the target's own kind.
  const edits = entries.flatMap(({ slot, next }) => editsTo(base, slot, next)) as unknown as SaveRequest['edits'];
  return { ...line, entries: rest, flight: { key, entries, edits, lost: 0, ...stampOf(base) } };
}

/** More would be refused by a careful backend, whatever they are. */
const mostTogether = 50;

function stampOf({ revision, tag }: TargetState): Pick<Flight, 'revision' | 'tag'> {
  return { revision, ...(tag !== undefined && { tag }) };
}

/** The flight got no answer: nobody knows whether it arrived. */
export function lost(line: Line): Line {
  return line.flight ? { ...line, flight: { ...line.flight, lost: line.flight.lost + 1 } } : line;
}

/** The flight was accepted. */
export function accepted(line: Line, state: TargetState): Line {
  return rebased(grounded(line, []), state);
}

/** The flight was refused. Several edits fly again one by one, so that the good ones do not fall with the bad. */
export function refused(line: Line, problem: SaveProblem): Line {
  const entries = line.flight?.entries ?? [];
  if (entries.length > 1) return settled({ ...grounded(line, entries), oneByOne: true });
  const failed = entries.map((entry): Entry => ({ ...entry, status: 'failed', problem }));
  return settled(grounded(line, failed));
}

/** The flight was made on an old revision: its edits are held against the new state, then fly again. */
export function outdated(line: Line, state: TargetState): Line {
  // A new version of the catalog makes a new state of a role without a new revision.
  const base = state.revision >= line.base.revision ? state : line.base;
  return settled({ ...grounded(line, line.flight?.entries ?? []), base });
}

/** The flight is over; what of it is still to be done goes in front, unless its slot was edited again meanwhile. */
function grounded({ flight, ...line }: Line, entries: readonly Entry[]): Line {
  const isNewer = (slot: Slot) => line.entries.some((entry) => entry.slot === slot);
  const kept = entries.filter(({ slot }) => !isNewer(slot) && !flight?.unwanted?.includes(slot));
  // What was typed on top of a flight that did not arrive was typed on top of what was there before it.
  const rest = line.entries.map((entry) => {
    const below = entries.find((one) => one.slot === entry.slot);
    return below ? { ...entry, before: below.before } : entry;
  });
  const { oneByOne, ...plain } = line;
  const all = [...kept, ...rest];
  const stillSplit = oneByOne && all.some(({ status }) => status === 'waiting');
  return { ...plain, entries: all, ...(stillSplit && { oneByOne }) };
}

/** A newer state of the target arrived, by whichever way. An older one changes nothing. */
export function rebased(line: Line, state: TargetState): Line {
  if (state.revision <= line.base.revision) return settled(line);
  return settled({ ...line, base: state });
}

/** Edits that say what is there already are done; those whose slot somebody else changed are conflicts. */
function settled(line: Line): Line {
  return { ...line, entries: line.entries.flatMap((entry) => settledEntry(line, entry)) };
}

function settledEntry(line: Line, entry: Entry): readonly Entry[] {
  if (line.flight?.entries.some((flying) => flying.slot === entry.slot)) return [entry];
  const now = readSlot(line.base, entry.slot);
  if (sameValue(now, entry.next)) return [];
  if (sameValue(now, entry.before)) return [entry];
  return [conflicting(entry, now, line.base)];
}

function conflicting({ problem: _, ...entry }: Entry, value: SlotValue, state: TargetState): Entry {
  return { ...entry, status: 'conflict', theirs: { value, ...writerOf(state, entry.slot) } };
}

/** The slots that have come into conflict between two moments of a line. */
export function freshConflicts(before: Line, after: Line): readonly Slot[] {
  const conflicts = ({ entries }: Line) =>
    entries.filter(({ status }) => status === 'conflict').map(({ slot }) => slot);
  const old = new Set(conflicts(before));
  return conflicts(after).filter((slot) => !old.has(slot));
}

/** A failed edit, or one in conflict, is to be saved again on top of what is there now. */
export function retried(line: Line, slot: Slot, status: 'staged' | 'waiting'): Line {
  return withEntries(line, (entry) => {
    if (entry.slot !== slot || (entry.status !== 'failed' && entry.status !== 'conflict')) return entry;
    return { slot, before: landed(line, slot), next: entry.next, status };
  });
}

/** The target is gone, or out of sight: what is not in the air can only be tried again or given up. */
export function orphaned(line: Line): Line {
  if (line.entries.every(({ problem }) => problem?.kind === 'gone')) return line;
  return withEntries(line, ({ slot, before, next }) => ({
    slot,
    before,
    next,
    status: 'failed',
    problem: { kind: 'gone' },
  }));
}

/** An edit that is not in the air is given up: what is there stays. */
export function discarded(line: Line, slot: Slot): Line {
  return { ...line, entries: line.entries.filter((entry) => entry.slot !== slot) };
}

/** One edit of a flight is given up before there is an answer. */
export function givenUp(line: Line, slot: Slot): Line {
  const { flight } = line;
  if (!flight?.entries.some((entry) => entry.slot === slot)) return line;
  return { ...line, flight: { ...flight, unwanted: [...(flight.unwanted ?? []), slot] } };
}

/**
 * What became of a flight that got no answer, of which something was given up: `state` tells whether it arrived after
 * all. What arrived is done, and what else is wanted of it flies again.
 */
export function abandoned(line: Line, state: TargetState): Line {
  const { flight, base: before } = line;
  const base = state.revision > before.revision ? state : before;
  const isDone = (slot: Slot) => {
    const flown = flight?.entries.find((entry) => entry.slot === slot);
    return flown && (flight?.unwanted?.includes(slot) === true || sameValue(readSlot(base, slot), flown.next));
  };
  const down = grounded({ ...line, base }, flight?.entries ?? []);
  // What was typed on top of it stands on what there is now.
  return settled(
    withEntries(down, (entry) => (isDone(entry.slot) ? { ...entry, before: readSlot(base, entry.slot) } : entry)),
  );
}

function withEntries(line: Line, change: (entry: Entry) => Entry): Line {
  return { ...line, entries: line.entries.map(change) };
}
