// The engine of the matrix editor, without a screen: its parts are in files of their own and are put together here.
import { derived } from '../base/derived.js';
import { systemClock } from '../client/systemClock.js';
import { createAnswers } from './createAnswers.js';
import { createHandOver } from './createHandOver.js';
import { createMoment } from './createMoment.js';
import { createNames } from './createNames.js';
import { createNotices } from './createNotices.js';
import { createSaver } from './createSaver.js';
import { createSteps, type Steps } from './createSteps.js';
import { createTargets, type Targets } from './createTargets.js';
import type { Matrix, MatrixOptions, MatrixStatus } from './Matrix.js';
import { countEdits, openEditsOf } from './openEdits.js';
import { settleEdits } from './settleEdits.js';

/** Values of a matrix that are set from outside. */
type Settings = Pick<MatrixOptions, 'actor'> & Pick<MatrixStatus, 'mode' | 'online' | 'reachable'>;

/**
 * Makes the engine of one matrix: members and roles as the backend tells them, edits on top of them, and everything
 * between an edit and its place in the audit log.
 *
 * ```ts
 * const matrix = createMatrix({ catalog, backend, actor: grantSet });
 * const stop = matrix.start();
 * matrix.edit([{ target: 'member:ana', field: 'overrides.calls.view', next: [{ effect: 'deny' }] }], 'Calls');
 * ```
 */
export function createMatrix(options: MatrixOptions): Matrix {
  const { backend, catalog, clock = systemClock } = options;
  let settings: Settings = { actor: options.actor, mode: options.mode ?? 'auto', online: true, reachable: true };
  const actor = () => settings.actor;
  const mode = () => settings.mode;
  const notices = createNotices(actor);

  /** Changes settings; returns whether there was anything to change. */
  const set = <K extends keyof Settings>(key: K, value: Settings[K]): boolean => {
    if (settings[key] === value) return false;
    settings = { ...settings, [key]: value };
    // INVARIANT: nothing is sent in the name of the person who signs in next.
    if (key === 'online' || key === 'actor') allowSaving();
    if (key !== 'actor') targets.queues.notify('status');
    return true;
  };

  const targets = createTargets({
    backend,
    clock,
    catalog,
    onChange: notices.tellRemote,
    onGone: (gone, isKept) => notices.tell({ type: 'gone', targets: gone, isKept }),
  });
  const { queues, loader } = targets;
  const moment = createMoment(clock, targets.notifyAll);

  const saver = createSaver({
    backend,
    clock,
    queue: queues.get,
    update: queues.update,
    onAnswer(target, outcome) {
      if (outcome.status !== 'not-saved') targets.keep(target);
      notices.tellAnswer(target, outcome, queues.get(target));
    },
    onGone: (target) => targets.remove([target]),
    onReachable: (reachable) => void set('reachable', reachable),
  });
  const allowSaving = () => saver.setAllowed(settings.online && settings.actor !== undefined);

  const names =
    backend.names &&
    createNames({
      read: async (...asked) => (await backend.names?.(...asked)) ?? [],
      onChange: () => queues.notify('names'),
    });
  const answers = createAnswers({
    base: catalog,
    targets,
    notices,
    moment,
    clock,
    actor,
    names,
    holders: options.holders,
  });
  const { context, ...asked } = answers;
  const { labels, ...steps } = createSteps({ queues, notices, saver, clock, mode, context });

  const setOnline = (online: boolean) => {
    if (set('online', online)) notices.tell({ type: online ? 'online' : 'offline' });
  };

  return {
    backend,
    ...asked,
    ...steps,
    ...settleEdits(queues, saver, mode),
    handOver: createHandOver({ backend, targets, notices }),
    now: moment.now,
    catchUp: moment.catchUp,
    actor,
    members: loader.members,
    openEdits: () => openEditsOf(queues),
    status: createStatus(targets, labels, () => settings),
    subscribe: queues.subscribe,
    onNotice: notices.subscribe,
    seen(target, permission) {
      if (notices.unmark(target, `overrides.${permission}`)) queues.notify(target);
    },
    retryNow: saver.retryNow,
    setOnline,
    setActor(next) {
      // The members that somebody may see change with the grants that somebody holds.
      if (settings.actor && next && next !== settings.actor) loader.lookAgain();
      if (set('actor', next)) targets.notifyAll();
    },
    setMode: (next) => void set('mode', next),
    start() {
      allowSaving();
      moment.start();
      loader.start();
      saver.start(queues.unsettled());
      const silence = listen(backend, targets, setOnline);
      return () => {
        silence?.();
        moment.stop();
        loader.stop();
        saver.stop();
      };
    },
  };
}

/** The save status; the same object until something in it changes. */
function createStatus({ queues, loader }: Targets, labels: Steps['labels'], settings: () => Settings) {
  const edits = derived([() => queues.version('all')], () => countEdits(queues));
  return derived(
    [settings, loader.state, edits, () => labels().undo, () => labels().redo],
    ({ mode, online, reachable }, load, counts, undo, redo): MatrixStatus => ({
      mode,
      load,
      online,
      reachable,
      ...counts,
      undo,
      redo,
    }),
  );
}

/** Follows the changes that a backend tells while somebody listens. */
function listen(backend: MatrixOptions['backend'], targets: Targets, setOnline: (online: boolean) => void) {
  return backend.subscribe?.((event) => {
    if (event.type === 'online' || event.type === 'offline') setOnline(event.type === 'online');
    else if (event.type === 'removed') targets.remove([event.target]);
    else targets.take(event.state);
  });
}
