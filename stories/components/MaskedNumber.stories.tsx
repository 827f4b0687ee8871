import type { Meta, StoryObj } from '@storybook/react-vite';
import { MaskedNumber, type MaskedNumberProps } from '../../src/components/MaskedNumber/index.js';
import type { Given } from './phone/phoneCatalog.js';
import { PhoneDesk } from './phone/PhoneDesk.js';
import { phoneArgTypes, phoneExample, withGiven } from '../example/phoneExample.js';

interface Args extends MaskedNumberProps {
  readonly given: readonly Given[] | undefined;
  readonly revocable?: readonly Given[];
}

const hidden: Given = { permission: 'numbers.anonymise', value: true };

const meta: Meta<Args> = {
  title: 'Components/MaskedNumber',
  component: MaskedNumber,
  argTypes: phoneArgTypes,
  parameters: {
    example: ({ given, revocable: _revocable, ...props }: Args) =>
      withGiven(given, phoneExample('MaskedNumber', props)),
  },
  args: { given: [], number: '+33612345678' },
  render: ({ given, revocable, ...props }) => (
    <PhoneDesk given={given} {...(revocable && { revocable })}>
      <MaskedNumber {...props} />
    </PhoneDesk>
  ),
};

export default meta;

type Story = StoryObj<Args>;

/** Nothing keeps it from being shown. */
export const Shown: Story = {};

/** The server's own way of writing it. */
export const AsTheServerWrites: Story = { args: { display: '06-12-34-56-78' } };

/** The duty to hide numbers binds. */
export const Hidden: Story = { args: { given: [hidden] } };

/** It is not known yet whether it may be shown. */
export const Pending: Story = { args: { given: undefined } };

/** The other party called without a number. */
export const NoNumber: Story = { args: { number: undefined } };

/** The duty comes and goes. */
export const Revoked: Story = { args: { given: [hidden], revocable: [hidden] } };

/** Right to left: digits keep their own direction. */
export const RightToLeft: Story = { args: { given: [hidden] }, globals: { direction: 'rtl' } };

/** On a dark page. */
export const Dark: Story = { args: { given: [hidden] }, globals: { theme: 'dark' } };
