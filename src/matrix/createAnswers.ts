// The questions that a matrix answers about its targets, from values that are derived from catalog, roles and moment.
import type { Clock } from '../base/clock.js';
import { derived } from '../base/derived.js';
import { withRoleChanges } from '../evaluator/resolve/withRoleChanges.js';
import type { Catalog } from '../model/catalog.js';
import type { GrantSet } from '../model/grant.js';
import type { NamedCatalog, Names } from './createNames.js';
import { noHolders } from './countHolders.js';
import { createCells } from './createCells.js';
import { createLocks } from './createLocks.js';
import type { Moment } from './createMoment.js';
import type { Notices } from './createNotices.js';
import { createResolver } from './createResolver.js';
import type { Targets } from './createTargets.js';
import { describeCell } from './describeCell.js';
import { fieldId, withField } from './field.js';
import { inSlices } from './inSlices.js';
import type { Matrix } from './Matrix.js';
import type { MatrixTarget } from './MatrixBackend.js';
import { saveStateOf } from './MatrixCell.js';
import { type MatrixChange, previewChanges, type PreviewContext } from './preview.js';
import { idOfTarget, isRoleTarget } from './target.js';

/** Options of `createAnswers`. */
export interface AnswerOptions {
  /** The catalog before the organisation changed any role. */
  readonly base: Catalog;
  readonly targets: Targets;
  readonly notices: Notices;
  readonly moment: Moment;
  readonly clock: Clock;
  readonly actor: () => GrantSet | undefined;
  /** The names of directory ids, if the backend tells them. */
  readonly names: Names | undefined;
  /** The number of holders of a role, if the backend knows it. */
  readonly holders: ((role: string) => number | undefined) | undefined;
}

type Answered =
  | 'catalog'
  | 'roles'
  | 'shown'
  | 'cell'
  | 'preview'
  | 'saveState'
  | 'targetLock'
  | 'fieldLock'
  | 'namesVersion'
  | 'namesRead'
  | 'check'
  | 'ceiling'
  | 'assignableRoles'
  | 'holders'
  | 'dryRun';

/** The answers of one matrix. */
export interface Answers extends Pick<Matrix, Answered> {
  readonly context: () => PreviewContext;
}

/** Makes the answers of one matrix. */
export function createAnswers(options: AnswerOptions): Answers {
  const { targets, clock } = options;
  const { queues } = targets;
  const { catalog, locks, holders, cells, meaning } = createSources(options);
  const { shown } = queues;
  const context = (): PreviewContext => ({ catalog: catalog(), shown, decide: locks().decide });

  return {
    context,
    catalog,
    shown,
    holders,
    roles: derived([catalog], ({ roles }) => Object.keys(roles).map((id): MatrixTarget => `role:${id}`)),
    cell: (target, permission) => (shown(target) ? cells(target, permission) : undefined),
    preview: meaning,
    saveState(target, field) {
      const queue = queues.get(target);
      return queue ? saveStateOf(queue, field) : { status: 'saved' };
    },
    targetLock(target) {
      const state = shown(target);
      return state && locks().target(state);
    },
    fieldLock(target, field) {
      const state = shown(target);
      return state && locks().field(state, field);
    },
    namesVersion: () => options.names?.version() ?? 0,
    namesRead: async () => options.names?.settled(),
    check(change) {
      const [previewed] = [...previewChanges(context(), [change])].flat();
      return previewed ?? { ...change, before: undefined, result: 'skip', message: 'It does not exist any more.' };
    },
    ceiling: (permission) => locks().delegation?.ceiling(permission) ?? {},
    assignableRoles(target) {
      const state = shown(target);
      return state?.kind === 'member' ? (locks().delegation?.assignableRoles(state.member) ?? []) : [];
    },
    async dryRun(changes, signal) {
      const parts = await inSlices(previewChanges(context(), changes), signal, clock);
      return parts.flat();
    },
  };
}

/** The values that answers are made from. Each is computed again when one of its inputs has changed. */
function createSources({ base, targets, notices, moment, actor, names, holders: told }: AnswerOptions) {
  const { queues, changedRoles } = targets;
  const catalog = derived([changedRoles], (roles): NamedCatalog => {
    const changed = withRoleChanges(base, roles);
    return names ? { ...changed, nameOf: names.nameOf } : changed;
  });
  const resolver = derived([catalog, moment.now], (all, now) => createResolver(all, base, now, moment.expect));

  const holdersOf = (role: string) => targets.holders().get(role);
  // While members are still being read, fewer holders are counted, so more is refused: nobody knows the last one yet.
  const holders = (role: string) => told?.(role) ?? holdersOf(role)?.count ?? 0;

  const locks = derived([catalog, actor, moment.now], (all, person, now) =>
    createLocks({ catalog: all, base, actor: person, now, onChangeAt: moment.expect, holders }),
  );

  const cells = createCells({
    queues,
    resolver,
    lock(target, permission) {
      const state = queues.shown(target);
      return state && locks().permission(state, permission);
    },
    touched: (target, permission) => notices.touchedBy(target, `overrides.${permission}`),
    // The holders that lack something are only counted once every member has been read.
    holders: (target) =>
      isRoleTarget(target) && targets.loader.state().status === 'complete'
        ? (holdersOf(idOfTarget(target)) ?? noHolders)
        : undefined,
  });

  /** The meaning of a cell with a change. Its resolver is its own, since a preview is not kept. */
  const meaning = ({ target, field, next }: MatrixChange) => {
    const state = queues.shown(target);
    if (!state || !field.startsWith('overrides.')) return undefined;
    const after = withField(state, field, next);
    const roles = after.kind === 'role' ? [...changedRoles().filter(({ id }) => id !== after.role.id), after.role] : [];
    const all = roles.length > 0 ? withRoleChanges(base, roles) : catalog();
    return describeCell(createResolver(all, base, moment.now()), after, fieldId(field));
  };

  return { catalog, locks, holders, cells, meaning };
}
