import type { GrantSpec } from 'hookswitch/core';
import { noon } from '../components/phone/fixtures.js';
import { type Given, phoneCatalog } from '../components/phone/phoneCatalog.js';
import { underProvider } from './catalogExample.js';
import { element, type Example } from './Example.js';

/** What the stories of the parts of a dialer have beside the arguments of their component. */
export interface PhoneArgs {
  readonly given: readonly Given[] | undefined;
  readonly revocable?: readonly Given[];
}

/** The same component for a reader: with the grants of the story, and the arguments that differ from the usual. */
export function phoneExample(name: string, props: Readonly<Record<string, unknown>>): Example {
  const view = element(name, props, { now: noon });
  return { imports: { 'hookswitch/components': [name] }, view };
}

/** Puts an example under the grants of a story. */
export function withGiven(given: readonly Given[] | undefined, example: Example): Example {
  return underProvider(phoneCatalog, given?.map(grantOf), example);
}

function grantOf(given: Given): Exclude<GrantSpec, string> {
  const spec = typeof given === 'string' ? { permission: given } : given;
  return phoneCatalog.permissions[spec.permission].kind === 'right' ? { scope: 'all', ...spec } : spec;
}

/** Says in the table of props which arguments are the story's own. */
export const ofTheStory = (description: string) =>
  ({ description, control: false, table: { category: 'The story' } }) as const;

/** The arguments that all stories of the parts of a dialer have. */
export const phoneArgTypes = {
  given: ofTheStory('What the person may do; nothing is known yet where it is not given.'),
  revocable: ofTheStory('What can be taken away and given back below the component.'),
};
