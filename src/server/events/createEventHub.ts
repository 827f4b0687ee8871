import { subjectRevision } from '../store/revision.js';
import type { Store, StoreEvent, StoredSubject } from '../store/Store.js';

/** Whose revisions a stream tells of. */
export interface Watched {
  readonly tenant: string;
  readonly subject: string;
}

/** One open stream, as the hub knows it. */
export interface Watcher {
  /** Hears of a revision that the subject's grants have reached; never of the same one twice. */
  readonly onRevision: (revision: number) => void;
  /** Hears that nothing more will be told: the subject is no member any more, or the store cannot be asked. */
  readonly onEnd: () => void;
}

/** Tells each open stream of the revisions of its subject, in work bounded by the streams that are open. */
export interface EventHub {
  /** Watches until the returned function is called; `since` is the last revision that the client knows. */
  watch(watched: Watched, watcher: Watcher, since: number | undefined): () => void;
}

/** One subject that is watched. All of its streams share what is known of it. */
interface Subject extends Watched {
  /** By stream, the last revision that it was told of; `undefined` until it was told anything. */
  readonly watchers: Map<Watcher, { told: number | undefined; isNew: boolean }>;
  roles: readonly string[];
  isLooking: boolean;
  /** Something happened during the look, so that its result may be old. */
  isOld: boolean;
}

/** Looks at the store that run at a time after events may have been missed. */
const looksAtOnce = 16;

/** Makes the hub of one API process. It listens to the store while somebody watches. */
export function createEventHub(store: Store, onError: (error: unknown) => void): EventHub {
  const subjects = createSubjects();
  let stop: (() => void) | undefined;

  const look = async (subject: Subject): Promise<void> => {
    subject.isOld = true;
    if (subject.isLooking) return;
    subject.isLooking = true;
    try {
      while (subject.isOld) {
        subject.isOld = false;
        learn(subject, await store.tenant(subject.tenant).subject(subject.subject, 'held'));
      }
    } catch (error) {
      onError(error);
      end(subject);
    } finally {
      subject.isLooking = false;
    }
  };

  const onEvent = (event: StoreEvent): void => {
    if (event.type === 'gap') void lookAtAll(subjects.all(), look);
    else if (event.type === 'role') onRole(subjects.of(event.tenant), event.id, event.revision);
    else {
      const subject = subjects.find({ tenant: event.tenant, subject: event.id });
      if (subject) void look(subject);
    }
  };

  return {
    watch(watched, watcher, since) {
      stop ??= store.listen(onEvent);
      const remove = subjects.add(watched, watcher, since);
      // Listening first, reading after: what happens in between is heard of at least once.
      const subject = subjects.find(watched);
      if (subject) void look(subject);
      return () => {
        remove();
        if (subjects.open() > 0) return;
        stop?.();
        stop = undefined;
      };
    },
  };
}

/** A role's new revision is that of everybody who holds it: nothing needs to be read, however many they are. */
function onRole(subjects: Iterable<Subject>, role: string, revision: number): void {
  for (const subject of subjects) {
    if (subject.isLooking) subject.isOld = true;
    else if (subject.roles.includes(role)) tell(subject, revision);
  }
}

function learn(subject: Subject, { member, roles }: StoredSubject): void {
  if (!member) return end(subject);
  subject.roles = member.member.roles;
  const revision = subjectRevision(member, roles);
  for (const [watcher, state] of subject.watchers) {
    const { isNew, told } = state;
    state.isNew = false;
    // Who knows a later revision than there is comes from a store that was put back: it is told as well.
    if (isNew && told !== undefined && told > revision) state.told = undefined;
    tellOne(watcher, state, revision);
  }
}

function tell({ watchers }: Subject, revision: number): void {
  for (const [watcher, state] of watchers) tellOne(watcher, state, revision);
}

function tellOne(watcher: Watcher, state: { told: number | undefined }, revision: number): void {
  if (state.told !== undefined && state.told >= revision) return;
  state.told = revision;
  watcher.onRevision(revision);
}

function end({ watchers }: Subject): void {
  for (const watcher of [...watchers.keys()]) watcher.onEnd();
}

async function lookAtAll(subjects: readonly Subject[], look: (subject: Subject) => Promise<void>): Promise<void> {
  const left = subjects.values();
  const work = async () => {
    for (const subject of left) await look(subject);
  };
  await Promise.all(Array.from({ length: looksAtOnce }, work));
}

/** The subjects that are watched, by tenant and id. */
function createSubjects() {
  const tenants = new Map<string, Map<string, Subject>>();
  let open = 0;
  const find = ({ tenant, subject }: Watched) => tenants.get(tenant)?.get(subject);
  const forget = ({ tenant, subject }: Watched) => {
    const subjects = tenants.get(tenant);
    subjects?.delete(subject);
    if (subjects?.size === 0) tenants.delete(tenant);
  };
  return {
    find,
    open: () => open,
    of: (tenant: string): Iterable<Subject> => tenants.get(tenant)?.values() ?? [],
    all: () => [...tenants.values()].flatMap((subjects) => [...subjects.values()]),
    add(watched: Watched, watcher: Watcher, since: number | undefined): () => void {
      const subject = find(watched) ?? newSubject(watched);
      const subjects = tenants.get(watched.tenant) ?? new Map<string, Subject>();
      tenants.set(watched.tenant, subjects.set(watched.subject, subject));
      subject.watchers.set(watcher, { told: since, isNew: true });
      open++;
      return () => {
        if (!subject.watchers.delete(watcher)) return;
        open--;
        if (subject.watchers.size === 0 && find(watched) === subject) forget(watched);
      };
    },
  };
}

function newSubject({ tenant, subject }: Watched): Subject {
  return { tenant, subject, watchers: new Map(), roles: [], isLooking: false, isOld: false };
}
