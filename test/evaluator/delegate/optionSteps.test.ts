// From which option to which one holders of a role may come when the role gives another option, or none any more.
import { expect, test } from 'vitest';
import { optionSteps } from '../../../src/evaluator/delegate/optionSteps.js';
import type { ChoiceDefinition } from '../../../src/model/catalog.js';
import { type GrantPart, grantOf } from '../small.js';

type Merge = 'highest' | 'lowest';

const choice = (merge: Merge | undefined, level: string): ChoiceDefinition & { readonly kind: 'choice' } => ({
  kind: 'choice',
  label: 'Level',
  default: level,
  ...(merge && { merge }),
  options: ['low', 'mid', 'top'].map((id) => ({ id, label: id })),
});
const level = (value: string, rest: Partial<GrantPart> = {}): GrantPart => ({
  permission: 'calls.level',
  value,
  ...rest,
});
const perhaps = { conditional: true } as const;
const denied = { permission: 'calls.level', effect: 'deny' } as const;

interface Row {
  readonly merge?: Merge;
  readonly initial?: string;
  readonly before: readonly GrantPart[];
  readonly after: readonly GrantPart[];
  readonly steps: readonly string[];
}

test.each<Row>([
  { merge: 'lowest', before: [level('low')], after: [], steps: ['low>mid', 'low>top'] },
  { merge: 'lowest', before: [level('low')], after: [level('mid')], steps: ['low>mid'] },
  { merge: 'lowest', before: [level('mid')], after: [level('low')], steps: ['mid>low'] },
  { merge: 'lowest', before: [level('mid')], after: [level('mid', perhaps)], steps: ['mid>low', 'mid>top'] },
  // Where only the server knows what is elsewhere, the lesser counts.
  { merge: 'lowest', before: [level('top')], after: [], steps: ['top>low', 'mid>low'] },
  { merge: 'lowest', initial: 'top', before: [level('top')], after: [], steps: [] },
  { merge: 'lowest', before: [], after: [level('low')], steps: ['mid>low', 'top>low'] },
  { merge: 'lowest', before: [], after: [level('mid', perhaps)], steps: ['low>mid', 'top>mid'] },
  { merge: 'lowest', before: [level('mid', perhaps)], after: [level('mid', perhaps)], steps: [] },
  { merge: 'highest', before: [level('top')], after: [], steps: ['top>low', 'top>mid'] },
  { before: [level('top')], after: [level('mid')], steps: ['top>mid'] },
  { before: [level('mid')], after: [level('top')], steps: ['mid>top'] },
  { before: [level('top'), level('mid')], after: [level('mid')], steps: ['top>mid'] },
  { before: [level('top')], after: [level('top')], steps: [] },
  { initial: 'top', before: [level('low')], after: [], steps: ['low>top', 'low>mid'] },
  { initial: 'top', before: [], after: [level('low')], steps: ['top>low', 'mid>low'] },
  { before: [], after: [], steps: [] },
  { before: [denied], after: [], steps: ['low>mid', 'low>top'] },
  { before: [level('top')], after: [denied], steps: ['top>low'] },
  { before: [], after: [level('top')], steps: ['low>top', 'mid>top'] },
])('from $before to $after ($merge, by default $initial) there are $steps', (row) => {
  const { merge, initial = 'low', before, after } = row;
  const steps = optionSteps(choice(merge, initial), before.map(grantOf), after.map(grantOf));
  expect(steps.map(({ from, to }) => `${from}>${to}`).sort()).toEqual([...row.steps].sort());
});
