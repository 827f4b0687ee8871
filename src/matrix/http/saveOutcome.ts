import type { Decision } from '../../model/decision.js';
import type { SaveOutcome, TargetState } from '../MatrixBackend.js';
import { isTable } from '../../base/read.js';
import type { HttpAnswer } from '../../client/fetchJson.js';

/** The outcome that an answer to an edit means. */
export function outcomeOf(answer: HttpAnswer, readState: (body: unknown) => TargetState): SaveOutcome {
  return refusalOf(answer, readState) ?? { status: 'saved', state: readState(answer.body) };
}

/** The outcome of an edit that was not made; nothing where it was. */
export function refusalOf(
  { status, body }: HttpAnswer,
  readState: (body: unknown) => TargetState,
): Exclude<SaveOutcome, { status: 'saved' }> | undefined {
  if (status >= 200 && status < 300) return undefined;
  const problem = isTable(body) ? body : {};
  switch (status) {
    case 412:
      return { status: 'stale', state: readState(problem.current) };
    case 401:
      return { status: 'not-saved', problem: { kind: 'signed-out' } };
    case 404:
    case 410:
      return { status: 'not-saved', problem: { kind: 'gone' } };
    default:
      return isTable(problem.decision) && typeof problem.decision.status === 'string'
        ? // What the service decided is shown, not acted on.
          { status: 'not-saved', problem: { kind: 'refused', decision: problem.decision as unknown as Decision } }
        : { status: 'not-saved', problem: { kind: 'invalid', message: messageOf(status, problem) } };
  }
}

function messageOf(status: number, { title, detail, issues }: Readonly<Record<string, unknown>>): string {
  const list = Array.isArray(issues) ? issues.filter(isTable) : [];
  const places = list.map(
    ({ path, found, expected }) => `${String(path)}: found ${String(found)}, expected ${String(expected)}.`,
  );
  const said = [title, detail, ...places].filter((each) => typeof each === 'string');
  return said.length > 0 ? said.join(' ') : `The service answered ${status}.`;
}
