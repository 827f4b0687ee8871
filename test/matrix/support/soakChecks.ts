import type { Matrix, OpenEdit } from '../../../src/matrix/Matrix.js';
import type { MatrixBackend, SaveRequest, TargetState } from '../../../src/matrix/MatrixBackend.js';
import { readField, sameValue, type Field, fieldOf, type FieldValue } from '../../../src/matrix/field.js';
import { applyEdits } from '../../../src/evaluator/resolve/applyEdits.js';
import type { MemberEdit } from '../../../src/model/edit.js';
import type { Member } from '../../../src/model/member.js';
import type { AuditEntry } from '../../../src/model/audit.js';

/** A save that an editor was told was accepted. */
export interface Accepted {
  readonly actor: string;
  readonly request: SaveRequest;
  readonly revision: number;
  /** What its editor knew of each field when it first sent it. */
  readonly known: ReadonlyMap<Field, FieldValue>;
}

/** The backend of one editor, which notes what was accepted. */
export function recording(
  backend: MatrixBackend,
  actor: string,
  openEdits: () => readonly OpenEdit[],
  accepted: Accepted[],
): MatrixBackend {
  const sent = new Map<string, ReadonlyMap<Field, FieldValue>>();
  return {
    ...backend,
    save: async (request, signal) => {
      const ofIt = openEdits().filter(({ target }) => target === request.target);
      const known = sent.get(request.key) ?? new Map(ofIt.map(({ field, from }) => [field, from]));
      sent.set(request.key, known);
      const outcome = await backend.save(request, signal);
      if (outcome.status === 'saved') accepted.push({ actor, request, revision: outcome.state.revision, known });
      return outcome;
    },
  };
}

/** The edits of the log that took the place of something that their editor had not seen. */
export function overwritten(
  first: Member,
  audit: readonly AuditEntry[],
  accepted: readonly Accepted[],
): readonly string[] {
  let member = first;
  return audit.flatMap(({ revision, actor, operations }) => {
    const before: TargetState = { kind: 'member', member, revision };
    const edits = operations as readonly MemberEdit[];
    member = applyEdits(member, edits);
    const { known } = accepted.find((each) => each.revision === revision && each.actor === actor) ?? {};
    const fields = [...new Set(edits.map(fieldOf))];
    return fields
      .filter((field) => known?.has(field) && !sameValue(readField(before, field), known.get(field)))
      .map((field) => `${actor} overwrote ${field} of ${first.id} unseen at revision ${revision}`);
  });
}

/** Reports every edit that goes by itself and was neither accepted nor is what is there anyway. */
export function watchLosses(
  matrix: Matrix,
  isActing: { readonly now: boolean },
  isAccepted: (edit: OpenEdit) => boolean,
  report: (loss: string) => void,
) {
  let before: readonly OpenEdit[] = [];
  matrix.subscribe('status', () => {
    const after = matrix.openEdits();
    const isThere = ({ target, field, to }: OpenEdit) => {
      const state = matrix.shown(target);
      const isOpen = after.some((each) => each.target === target && each.field === field && sameValue(each.to, to));
      return isOpen || (state !== undefined && sameValue(readField(state, field), to));
    };
    for (const edit of isActing.now ? [] : before)
      if (!isThere(edit) && !isAccepted(edit)) report(`${edit.field} of ${edit.target} was lost`);
    before = after;
  });
}
