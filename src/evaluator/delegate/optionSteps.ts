import type { ChoiceDefinition } from '../../model/catalog.js';
import type { Grant } from '../../model/grant.js';
import { views } from './ceiling.js';
import { mergeValues } from '../decide/values.js';

/** A holder's option before a change of what a role gives, and after it. */
export interface OptionStep {
  readonly from: string;
  readonly to: string;
}

/**
 * From which option of a choice to which one holders of a role may come when what the role gives of the choice changes.
 * What they have of it from elsewhere is not known, so everything is tried: nothing, and each option, for certain or
 * not. Two options from elsewhere come to one of them.
 */
export function optionSteps(
  choice: ChoiceDefinition & { readonly kind: 'choice' },
  before: readonly Grant[],
  after: readonly Grant[],
): readonly OptionStep[] {
  const elsewhere = choice.options.flatMap(({ id }): Grant[][] => {
    const grant: Grant = { permission: '', effect: 'allow', value: id, from: 'baseline' };
    return [[grant], [{ ...grant, conditional: true }]];
  });
  const steps = new Map<string, OptionStep>();
  for (const view of views) {
    const [old, next] = [view(before), view(after)];
    for (const others of [[], ...elsewhere]) {
      const [from, to] = [old, next].map((grants) => String(mergeValues(choice, [...grants, ...others])));
      if (from !== undefined && to !== undefined && from !== to) steps.set(JSON.stringify([from, to]), { from, to });
    }
  }
  return [...steps.values()];
}
