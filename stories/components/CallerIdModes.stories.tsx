import type { Meta, StoryObj } from '@storybook/react-vite';
import { PermissionProvider } from 'hookswitch';
import { type CallerIdOptions, CallerIdPicker } from 'hookswitch/components/CallerIdPicker';
import { type Catalog, type Member, resolveGrants } from 'hookswitch/core';
import { adminNonAdmin, omnivoice, ringover } from 'hookswitch/presets';
import { staticSource } from 'hookswitch/sources';
import { Dialer } from './phone/Dialer.js';
import { ada, editing, type Line, lines, onLines } from './phone/people.js';
import { documented } from '../documented.js';
import { literal } from '../example/Example.js';
import { ofTheStory } from '../example/phoneExample.js';

interface Args extends Partial<CallerIdOptions<Line>> {
  readonly catalog: Catalog;
  readonly member: Member;
}

/** The modes of real phone systems, from the catalogs that the package brings and nothing else. */
const meta: Meta<Args> = {
  title: 'Components/CallerIdPicker/Modes',
  component: documented(CallerIdPicker),
  parameters: {
    example: ({ catalog, member, ...options }: Args) => ({
      imports: {
        hookswitch: ['PermissionProvider'],
        'hookswitch/components': ['CallerIdPicker', 'useCallerIdPicker'],
        'hookswitch/core': ['type Member'],
        'hookswitch/presets': [catalog.id],
        'hookswitch/sources': ['staticSource'],
      },
      setup: [
        `const member: Member = ${literal(member)};`,
        `const source = staticSource({ catalog: ${catalog.id}, member });`,
        `const numbers = ${literal(lines)};`,
        `function Dialer() {\n  const callerId = useCallerIdPicker(${literal({ purpose: 'call', ...options }).replace(/ ?\}$/, ', numbers }')});\n  return <CallerIdPicker callerId={callerId} />;\n}`,
      ],
      view: `<PermissionProvider catalog={${catalog.id}} source={source}>\n  <Dialer />\n</PermissionProvider>`,
    }),
  },
  args: { catalog: ringover, member: editing('off') },
  argTypes: {
    catalog: ofTheStory('Which phone system it is.'),
    member: ofTheStory('The member who looks.'),
  },
  render: ({ catalog, member, ...options }) => {
    const grants = resolveGrants(catalog, member, { issuedAt: Date.now() });
    return (
      <PermissionProvider catalog={catalog} source={staticSource(grants)} initialGrants={grants}>
        <Dialer purpose="call" numbers={lines} {...options} />
      </PermissionProvider>
    );
  },
};

export default meta;

type Story = StoryObj<Args>;

/** Ringover, “Edit caller ID” off: “Call with” is frozen on the default. */
export const Frozen: Story = { args: { defaultId: 'direct' } };

/** Ringover: only the numbers of IVRs that one is assigned to, beside the default. */
export const AssignedIvrs: Story = { args: { member: editing('assignedIvrs'), defaultId: 'direct' } };

/** Ringover: all standard numbers. */
export const AllStandards: Story = { args: { member: editing('standards') } };

/** Ringover: the numbers of a list. One is on it, so there is nothing to choose. */
export const AList: Story = { args: { member: editing('list') } };

/** Admin and non-admin: the numbers that were assigned. */
export const Assigned: Story = {
  args: {
    catalog: adminNonAdmin,
    member: ada('nonAdmin', { overrides: [onLines('numbers.manage', 'sales', 'partner')] }),
    defaultId: 'partner',
  },
};

/** Admin and non-admin: no numbers, but a default that an administrator preselected. */
export const Preselected: Story = {
  args: { catalog: adminNonAdmin, member: ada('nonAdmin', { overrides: [onLines('callerId.preset', 'support')] }) },
};

/** Admin and non-admin: neither numbers nor a default, so nobody can call. */
export const Nothing: Story = { args: { catalog: adminNonAdmin, member: ada('nonAdmin', {}) } };

const omnivoiceAda = ada('agent', {
  plan: 'company',
  overrides: [onLines('numbers.callFrom', 'sales', 'support'), onLines('numbers.messageFrom', 'support', 'partner')],
});

/** Omnivoice: numbers to call from … */
export const ForCalls: Story = { args: { catalog: omnivoice, member: omnivoiceAda, defaultId: 'support' } };

/** … and others to send messages from. */
export const ForMessages: Story = { args: { catalog: omnivoice, member: omnivoiceAda, purpose: 'message' } };

/** Omnivoice, in a plan without calls: the plan is the reason. */
export const AnotherPlan: Story = { args: { catalog: omnivoice, member: { ...omnivoiceAda, plan: 'other' } } };
