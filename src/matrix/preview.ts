import { groupBy } from '../base/groupBy.js';
import { isMoment } from '../base/moment.js';
import { valueProblem } from '../model/value.js';
import type { Catalog } from '../model/catalog.js';
import type { Decision } from '../model/decision.js';
import type { MatrixTarget, TargetState } from './MatrixBackend.js';
import {
  readField,
  sameValue,
  type Setting,
  type Field,
  fieldId,
  type FieldValue,
  tryField,
  withField,
} from './field.js';

/** One thing to be set. */
export interface MatrixChange {
  readonly target: MatrixTarget;
  readonly field: Field;
  readonly next: FieldValue;
  /** The value when editing began, if that took a while: somebody else may have been faster. */
  readonly seen?: { readonly value: FieldValue };
}

/** The result that one change would have, and the reason if it is skipped. */
export type PreviewedChange = MatrixChange & { readonly before: FieldValue } & (
    | { readonly result: 'change' | 'same' }
    | { readonly result: 'skip'; readonly decision: Decision }
    | { readonly result: 'skip'; readonly message: string }
  );

/** Options of `previewChanges`. */
export interface PreviewContext {
  readonly catalog: Catalog;
  readonly shown: (target: MatrixTarget) => TargetState | undefined;
  /** Whether the signed-in administrator may change this state into that one. */
  readonly decide: (before: TargetState, after: TargetState) => Decision;
}

/**
 * A dry run: what each change would do, one target after the other, those of a target in their order and building on
 * each other. It yields whenever something was decided, so that a long preview can be made in slices.
 */
export function* previewChanges(
  context: PreviewContext,
  changes: readonly MatrixChange[],
): Generator<readonly PreviewedChange[]> {
  for (const [target, group] of groupByTarget(changes)) yield* previewTarget(context, target, group);
}

/** Changes by their target, in their order. */
export function groupByTarget<T extends Pick<MatrixChange, 'target'>>(changes: readonly T[]): Map<MatrixTarget, T[]> {
  return groupBy(changes, ({ target }) => target);
}

function* previewTarget(
  context: PreviewContext,
  target: MatrixTarget,
  changes: readonly MatrixChange[],
): Generator<readonly PreviewedChange[]> {
  const state = context.shown(target);
  if (!state) yield changes.map((change) => skip(change, undefined, 'It does not exist any more.'));
  else yield* previewAll(context, state, changes);
}

/**
 * One decision for all of them, where it is yes: that is the usual case, and a decision costs milliseconds. Where it is
 * no, one for each half, and so on: a few that are refused among many cost a few decisions. Returns the state after.
 */
function* previewAll(
  context: PreviewContext,
  state: TargetState,
  changes: readonly MatrixChange[],
): Generator<readonly PreviewedChange[], TargetState> {
  const [only] = changes;
  if (only && changes.length === 1) {
    const { preview, after } = previewOne(context, state, only);
    yield [preview];
    return after;
  }
  const isPlain = !changes.some((change) => problemOf(context, state, change));
  const after = isPlain ? changes.reduce((each, { field, next }) => withField(each, field, next), state) : state;
  if (isPlain && context.decide(state, after).status === 'allowed') {
    yield changes.map((change) => previewed(change, readField(state, change.field)));
    return after;
  }
  const middle = changes.length >> 1;
  const between = yield* previewAll(context, state, changes.slice(0, middle));
  return yield* previewAll(context, between, changes.slice(middle));
}

function previewOne(
  context: PreviewContext,
  state: TargetState,
  change: MatrixChange,
): { readonly preview: PreviewedChange; readonly after: TargetState } {
  const before = readField(state, change.field);
  const problem = problemOf(context, state, change);
  if (problem) return { preview: problem, after: state };
  if (sameValue(before, change.next)) return { preview: previewed(change, before), after: state };
  const after = tryField(state, change.field, change.next);
  const decision = context.decide(state, after);
  if (decision.status !== 'allowed') return { preview: { ...change, before, result: 'skip', decision }, after: state };
  return { preview: previewed(change, before), after };
}

function previewed(change: MatrixChange, before: FieldValue): PreviewedChange {
  return { ...change, before, result: sameValue(before, change.next) ? 'same' : 'change' };
}

function skip(change: MatrixChange, before: FieldValue, message: string): PreviewedChange {
  return { ...change, before, result: 'skip', message };
}

/** A problem that needs no decision: the field does not take the value, or one setting cannot replace several. */
function problemOf({ catalog }: PreviewContext, state: TargetState, change: MatrixChange): PreviewedChange | undefined {
  const before = readField(state, change.field);
  if (!change.field.startsWith('overrides.'))
    return state.kind === 'role' ? skip(change, before, 'A role has permissions and nothing else.') : undefined;
  const definition = catalog.permissions[fieldId(change.field)];
  if (!definition) return skip(change, before, 'The catalog has no such permission.');
  if (isCompound(change.next) && !sameValue(before, change.next))
    return skip(change, before, 'Several settings stand beside each other there, and only one can be set from here.');
  // The field of a permission holds settings.
  const [setting] = (change.next ?? []) as readonly Setting[];
  if (!setting && change.next !== undefined && state.kind === 'member')
    return skip(change, before, 'Only a role can be made to give nothing; a member is denied it.');
  if (state.kind === 'role' && (setting?.startsAt ?? setting?.endsAt) !== undefined)
    return skip(change, before, 'A role gives something at all times; only members can have it for a while.');
  if (setting?.conditional && state.kind === 'member')
    return skip(change, before, 'Only a role gives something as far as the service decides.');
  const { startsAt = 0, endsAt = Infinity } = setting ?? {};
  const isNoMoment = !isMoment(startsAt) || (endsAt !== Infinity && !isMoment(endsAt));
  if (isNoMoment || startsAt >= endsAt)
    return skip(change, before, 'It begins or ends at no date that there is, or ends before it begins.');
  if (!setting || definition.kind === 'right' || setting.effect === 'deny') return undefined;
  const problem = valueProblem(definition, setting.value);
  return problem && skip(change, before, `It is ${problem.found}, expected ${problem.expected}.`);
}

/** Whether several settings, such as time windows, stand beside each other. */
export function isCompound(value: FieldValue): boolean {
  return Array.isArray(value) && value.length > 1 && typeof value[0] === 'object';
}
