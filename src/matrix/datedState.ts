import { withinDates } from '../evaluator/decide/timeWindow.js';
import type { TargetState } from './MatrixBackend.js';

/** A state without ends after every date, which older versions stored. The same object where nothing is so far. */
export function datedState(state: TargetState): TargetState {
  if (state.kind === 'role') return state;
  const overrides = state.member.overrides.map(withinDates);
  const isSame = overrides.every((override, i) => override === state.member.overrides[i]);
  return isSame ? state : { ...state, member: { ...state.member, overrides } };
}
