import type { Meta, StoryObj } from '@storybook/react-vite';
import { PermissionProvider } from 'hookswitch';
import type { Catalog, Override } from 'hookswitch/core';
import type { NetworkConditions } from 'hookswitch/msw';
import { adminNonAdmin, omnivoice, onoff, orgSettings, ringover } from 'hookswitch/presets';
import { staticSource } from 'hookswitch/sources';
import { type ReactElement, useState } from 'react';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import { worker } from '../../.storybook/startMocks.js';
import { MatrixEditor, type MatrixEditorProps } from '../../src/components/MatrixEditor/index.js';
import { countVisible } from './matrix/countVisible.js';
import { createOrganisation, type Organisation, type OrganisationOptions } from './matrix/createOrganisation.js';
import { documented } from '../documented.js';
import { element } from '../example/Example.js';
import { ofTheStory } from '../example/phoneExample.js';

type Story = 'onoff' | 'orgSettings' | 'adminNonAdmin' | 'ringover' | 'omnivoice';

const organisations: Readonly<Record<Story, Omit<OrganisationOptions, 'baseUrl'>>> = {
  onoff: { catalog: onoff, as: 'owner', roles: ['admin', 'user'], plans: ['greetingAndIntegrations', 'greeting'] },
  orgSettings: { catalog: orgSettings, as: 'administrator', roles: ['administrator', 'user'] },
  adminNonAdmin: {
    catalog: adminNonAdmin,
    as: 'admin',
    roles: ['admin', 'nonAdmin'],
    overrides: [{ permission: 'reports.full', effect: 'allow' }],
  },
  ringover: { catalog: ringover, as: 'admin', roles: ['supervisor', 'none'] },
  omnivoice: { catalog: omnivoice, as: 'administrator', roles: ['manager', 'agent'], plans: ['company'] },
};

const agents = { in: { role: ['agent'] } };
/** What an Administrator gave a Manager. */
const managerRights: readonly Override[] = [
  { permission: 'access.manage', effect: 'allow', scope: agents },
  { permission: 'users.manage', effect: 'allow', scope: agents },
  { permission: 'access.use', effect: 'allow', scope: { in: { number: ['number-1', 'number-2'] } } },
];

interface Args extends Omit<MatrixEditorProps, 'backend'> {
  /** Which system of the seeds it is. */
  readonly system: Story;
  /** The role of the signed-in administrator, if it is not the highest. */
  readonly as?: string;
  readonly members?: number;
  /** Show what the app counts before a change is made. */
  readonly counts?: boolean;
  /** What the last member has set for itself. */
  readonly last?: OrganisationOptions['last'];
  /** What is wrong with the network from the beginning. */
  readonly failure?: NetworkConditions['failure'];
}

const meta: Meta<Args> = {
  title: 'Components/MatrixEditor',
  component: documented(MatrixEditor),
  parameters: {
    example: ({
      system,
      as: _as,
      members: _members,
      counts: _counts,
      last: _last,
      failure: _failure,
      ...props
    }: Args) => ({
      imports: {
        hookswitch: ['PermissionProvider'],
        'hookswitch/components': ['createHttpBackend', 'MatrixEditor'],
        'hookswitch/presets': [system],
        'hookswitch/sources': ['httpSource'],
      },
      setup: [
        `const source = httpSource({ url: '/permissions' });`,
        `const backend = createHttpBackend({ url: '/permissions', catalog: ${system} });`,
      ],
      view: `<PermissionProvider catalog={${system}} source={source}>\n  ${element('MatrixEditor', { ...props, backend: { code: 'backend' } }).replaceAll('\n', '\n  ')}\n</PermissionProvider>`,
    }),
  },
  args: { system: 'ringover', label: 'Permissions', columns: 'members', saveMode: 'auto', virtualize: 'both' },
  argTypes: {
    system: {
      ...ofTheStory('Which phone system it is.'),
      control: 'select',
      options: Object.keys(organisations),
    },
    as: ofTheStory('The role of the signed-in administrator, if it is not the highest.'),
    members: ofTheStory('How many members there are.'),
    counts: ofTheStory('Whether the app counts what a change makes visible.'),
    last: ofTheStory('What the last member has set for itself.'),
    failure: ofTheStory('What is wrong with the network from the beginning.'),
    columns: { control: 'radio', options: ['roles', 'members'] },
    rows: { control: 'radio', options: ['permissions', 'table'] },
    saveMode: { control: 'radio', options: ['auto', 'staged'] },
    layout: { control: 'radio', options: ['auto', 'grid', 'list'] },
    virtualize: { control: 'radio', options: ['both', 'rows', 'off'] },
  },
  loaders: [
    ({ id, args: { system, as, members, last, failure } }) => {
      const organisation = createOrganisation({
        ...organisations[system],
        ...(as !== undefined && { as, mine: managerRights }),
        ...(members !== undefined && { members }),
        ...(last && { last }),
        baseUrl: new URL(`mock/${id}`, location.origin).href,
      });
      if (failure) organisation.network.set({ failure });
      worker.use(...organisation.handlers);
      return { organisation };
    },
  ],
  // oxlint-disable-next-line typescript/no-unsafe-argument -- what the loader above has made
  render: (args, { loaded }) => <Page {...args} organisation={loaded['organisation']} />,
};
export default meta;

type StoryOf = StoryObj<Args>;

function Page({
  system: _,
  as: __,
  members: ___,
  last: ____,
  failure: _____,
  counts = false,
  organisation,
  ...props
}: Args & { readonly organisation: Organisation }): ReactElement {
  const { catalog, me, others, backend } = organisation;
  // Any catalog will do for the editor; its literal types are for application code.
  const plain: Catalog = catalog;
  const [countImpact] = useState(() => (counts ? countVisible(plain, 'calls.view', others) : undefined));
  return (
    <PermissionProvider catalog={plain} source={staticSource({ catalog: plain, member: me })}>
      <MatrixEditor {...props} backend={backend} {...(countImpact && { countImpact })} />
    </PermissionProvider>
  );
}

const ready = async () =>
  waitFor(() => expect(screen.getByRole('grid')).toHaveAttribute('aria-busy', 'false'), { timeout: 20_000 });

/** Members beside each other, every setting of the catalog below each other; saved as it is changed. */
export const Members: StoryOf = { play: ready };

/** What each role gives; a change shows how many members it touches before it is made. */
export const Roles: StoryOf = { args: { columns: 'roles', system: 'orgSettings' }, play: ready };

/** Changes wait until they have been reviewed in words and applied. */
export const Staged: StoryOf = {
  tags: ['!autodocs'],
  args: { saveMode: 'staged', system: 'adminNonAdmin' },
  play: async () => {
    await ready();
    const [cell] = await screen.findAllByRole('checkbox', { name: /, Bela/ });
    if (cell) await userEvent.click(cell);
    await userEvent.click(await screen.findByRole('button', { name: /^Review/ }));
    await screen.findByRole('dialog', { name: 'Review changes' });
  },
};

/** Members below each other. */
export const Transposed: StoryOf = { args: { transposed: true, system: 'omnivoice' }, play: ready };

/** One member as a list: for narrow screens and for people who prefer it to a grid. */
export const OneMemberAsAList: StoryOf = {
  args: { layout: 'list', target: 'member:person-3' },
  play: async () => {
    await screen.findByRole('combobox', { name: 'Role, Dana Diaz' });
  },
};

/** A manager may touch only agents and give only what it has itself; everything else is locked, with the reason. */
export const WithLittleReach: StoryOf = {
  args: { system: 'omnivoice', as: 'manager' },
  play: async () => {
    await ready();
    const [cell] = screen.getAllByRole('checkbox', { name: /, Bela/ });
    cell?.focus();
  },
};

/** How far a right reaches: chosen ids from the directory, own, mine, any, all. */
export const HowFar: StoryOf = {
  tags: ['!autodocs'],
  args: { system: 'omnivoice' },
  play: async () => {
    await ready();
    const [cell] = screen.getAllByRole('checkbox', { name: /^Access to calls.*, Dana/ });
    cell?.focus();
    await userEvent.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(within(dialog).getByRole('radio', { name: 'Allow' }));
    await userEvent.selectOptions(within(dialog).getByRole('combobox', { name: 'Calling group' }), 'chosen');
    await within(dialog).findByRole('checkbox', { name: 'Calling group 1' });
  },
};

/** The service does not answer: what was changed is kept, shown as not saved yet, and tried again. */
export const WithoutAnAnswer: StoryOf = {
  tags: ['!autodocs'],
  args: { system: 'adminNonAdmin' },
  play: async ({ loaded }) => {
    await ready();
    (loaded as { organisation: Organisation }).organisation.network.set({ failure: 'offline' });
    const [cell] = screen.getAllByRole('checkbox', { name: /, Bela/ });
    if (cell) await userEvent.click(cell);
    await screen.findByText(/The service does not answer/, {}, { timeout: 20_000 });
  },
};

/** Offline, what is changed is kept, and the status says so; it is saved once the browser is online. */
export const Offline: StoryOf = {
  tags: ['!autodocs'],
  args: { system: 'adminNonAdmin' },
  beforeEach: () => () => {
    Reflect.deleteProperty(navigator, 'onLine');
    window.dispatchEvent(new Event('online'));
  },
  play: async () => {
    await ready();
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    window.dispatchEvent(new Event('offline'));
    await screen.findByText(/^Offline: changes are kept/);
    screen.getAllByRole('checkbox', { name: /, Bela/ })[0]?.focus();
    await userEvent.keyboard(' ');
    await screen.findByText(/^Offline: .* · 1 not saved yet$/);
    await screen.findByText(/Kept, and saved once you are online\./);
  },
};

/** Members are still being read: the grid says that it is not complete, and how many there are nobody knows yet. */
export const Reading: StoryOf = {
  args: { failure: ({ url }) => (url.includes('/members') ? 'hanging' : 'none') },
  play: async () => {
    await screen.findByText(/^Reading members…/);
    await expect(screen.getByRole('grid')).toHaveAttribute('aria-colcount', '-1');
  },
};

/** Members could not be read. It is tried again without being asked. */
export const NotRead: StoryOf = {
  args: { failure: ({ url }) => (url.includes('/members') ? 'server-error' : 'none') },
  play: async () => {
    await screen.findByText(/^Members could not be read/, {}, { timeout: 20_000 });
  },
};

/** Nothing is left by the search, which is said. */
export const NothingFound: StoryOf = {
  tags: ['!autodocs'],
  play: async () => {
    await ready();
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search permissions' }), 'teleport');
    await screen.findByText('No permission is left by the search and the filters.');
  },
};

/** A number that is not taken stays in its field, with what is. */
export const NotANumber: StoryOf = {
  tags: ['!autodocs'],
  play: async () => {
    await ready();
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search permissions' }), 'volume');
    const cell = await screen.findByRole('button', { name: /^Call recording volume, Bela Berg/ });
    cell.focus();
    await userEvent.keyboard('101{Enter}');
    await screen.findByRole('alert');
  },
};

/** What touches several cells is shown before it is done: what changes, and what is left out and why. */
export const DryRun: StoryOf = {
  tags: ['!autodocs'],
  args: { system: 'omnivoice', members: 4 },
  play: async () => {
    await ready();
    screen.getByRole('checkbox', { name: /^Manage contacts, Bela Berg/ }).focus();
    await userEvent.keyboard(' {Shift>}{End}{ArrowDown}{/Shift}{Control>}{Enter}{/Control}');
    await within(await screen.findByRole('dialog', { name: 'Apply to the selection' })).findByText(/left out/);
  },
};

/** Only those who have something, and how many that is. */
export const WhoHasThis: StoryOf = {
  tags: ['!autodocs'],
  args: { system: 'omnivoice' },
  play: async () => {
    await ready();
    screen.getAllByRole('checkbox', { name: /^Set up & delete CRM integrations, Ada/ })[0]?.focus();
    await userEvent.keyboard('{Shift>}{F10}{/Shift}');
    await userEvent.click(await screen.findByRole('menuitem', { name: /^Who has/ }));
    await screen.findByRole('button', { name: 'Show all' });
  },
};

/** Two members side by side, with what differs between them. */
export const SideBySide: StoryOf = {
  tags: ['!autodocs'],
  args: { system: 'omnivoice' },
  play: async () => {
    await ready();
    screen.getAllByRole('checkbox', { name: /^Manage contacts, Ada/ })[0]?.focus();
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}{Shift>}{F10}{/Shift}');
    await userEvent.click(await screen.findByRole('menuitem', { name: /^Compare with Ada/ }));
    await screen.findByText(/^Comparing Bela Berg and Ada Berg/);
  },
};

/** Who set a cell to what, with a way back to each value. */
export const History: StoryOf = {
  tags: ['!autodocs'],
  args: { system: 'omnivoice' },
  play: async () => {
    await ready();
    screen.getAllByRole('checkbox', { name: /^Manage contacts, Ada/ })[0]?.focus();
    await userEvent.keyboard(' ');
    await screen.findByText('All changes are saved.', {}, { timeout: 20_000 });
    await userEvent.keyboard('{Shift>}{F10}{/Shift}');
    await userEvent.click(await screen.findByRole('menuitem', { name: 'History…' }));
    await within(await screen.findByRole('dialog')).findByText(/Zoe Admin: inherits → denied/);
  },
};

/** What was saved is taken back in one step, which is said. */
export const Undone: StoryOf = {
  tags: ['!autodocs'],
  args: { system: 'omnivoice' },
  play: async () => {
    await ready();
    screen.getAllByRole('checkbox', { name: /^Manage contacts, Ada/ })[0]?.focus();
    await userEvent.keyboard(' ');
    await screen.findByText('All changes are saved.', {}, { timeout: 20_000 });
    await userEvent.keyboard('{Control>}z{/Control}');
    await screen.findByText('Undone: Manage contacts.');
  },
};

/** Somebody else changed the same cell: both values, and who wrote the other. */
export const Conflict: StoryOf = {
  tags: ['!autodocs'],
  args: { system: 'ringover', saveMode: 'staged' },
  play: async ({ loaded }) => {
    await ready();
    const { organisation } = loaded as { organisation: Organisation };
    const [line] = Object.entries(organisation.catalog.permissions).find(([, { kind }]) => kind === 'duty') ?? [''];
    const label = organisation.catalog.permissions[line]?.label ?? '';
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search permissions' }), line);
    const cell = (await screen.findAllByRole('checkbox', { name: new RegExp(`^${label}.*, Bela`) }))[0];
    if (cell) await userEvent.click(cell);
    await organisation.editElsewhere('person-1', [{ op: 'set', permission: line, effect: 'allow', value: false }]);
    await screen.findByRole('button', { name: 'Keep mine' }, { timeout: 20_000 });
  },
};

/** A refused edit stays in its cell: here the browser believes in rights that the service does not. */
export const NotSaved: StoryOf = {
  tags: ['!autodocs'],
  args: { system: 'omnivoice' },
  play: async ({ loaded }) => {
    await ready();
    const { organisation } = loaded as { organisation: Organisation };
    await organisation.editElsewhere('me', [{ op: 'assign-role', role: 'agent' }]);
    const [cell] = screen.getAllByRole('checkbox', { name: /^Manage contacts, Bela/ });
    if (cell) await userEvent.click(cell);
    await screen.findByRole('button', { name: 'Try again' }, { timeout: 20_000 });
  },
};

/** Everything that is not saved in one list, also what no cell of the screen shows. */
export const NotSavedList: StoryOf = {
  tags: ['!autodocs'],
  args: { system: 'omnivoice' },
  play: async (context) => {
    await NotSaved.play?.(context);
    await userEvent.click(screen.getByRole('button', { name: 'Show what is not saved' }));
    await screen.findByRole('dialog', { name: 'Not saved' });
  },
};

/** Any two members side by side: with whom is asked first. */
export const CompareWithAnother: StoryOf = {
  tags: ['!autodocs'],
  args: { system: 'omnivoice' },
  play: async () => {
    await ready();
    screen.getAllByRole('checkbox', { name: /^Manage contacts, Bela/ })[0]?.focus();
    await userEvent.keyboard('{Shift>}{F10}{/Shift}');
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Compare with another…' }));
    await screen.findByRole('dialog', { name: /^Compare Bela .* with$/ });
  },
};

/** Extensions, groups and licences of a member: names from the directory, each part with its own right to change it. */
export const BelongsTo: StoryOf = {
  tags: ['!autodocs'],
  args: { last: { extensions: ['124', '125'], memberships: { group: ['group-2', 'group-31'] } } },
  play: async () => {
    await ready();
    const [cell] = screen.getAllByRole('button', { name: /^Belongs to, .*Extension 12[34]/ });
    if (!cell) throw new Error('Nobody has that extension.');
    await userEvent.click(cell);
    const dialog = await screen.findByRole('dialog', { name: /belongs to$/ });
    await waitFor(() => expect(within(dialog).getAllByRole('checkbox').length).toBeGreaterThan(3));
  },
};

/** An extension that a colleague has is handed over, after a question. */
export const HandOver: StoryOf = {
  tags: ['!autodocs'],
  play: async () => {
    await ready();
    const [cell] = screen.getAllByRole('button', { name: /^Belongs to, .*Extension 102/ });
    if (!cell) throw new Error('Nobody has that extension.');
    await userEvent.click(cell);
    const dialog = await screen.findByRole('dialog', { name: /belongs to$/ });
    await userEvent.type(within(dialog).getByRole('textbox', { name: 'Another of Extensions' }), '103');
    await userEvent.click(await within(dialog).findByRole('button', { name: /^Hand over 103/ }));
    await waitFor(() => expect(within(dialog).getByRole('group', { name: /^Hand over/ })).toBeVisible());
  },
};

/** Several roles of one member: each is seen, and one is added and another taken with the keyboard alone. */
export const SeveralRoles: StoryOf = {
  tags: ['!autodocs'],
  args: { system: 'omnivoice', members: 3, last: { roles: ['agent', 'manager'] } },
  play: async () => {
    await ready();
    screen.getByRole('button', { name: /^Role, Dana .*: Agent, Manager$/ }).focus();
    await userEvent.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog', { name: /^Roles of Dana/ });
    // In the order of the catalog: Agent, Manager, Administrator, Apply.
    await userEvent.keyboard('{Tab}{Tab} {Tab} {Tab}');
    await expect(within(dialog).getByRole('button', { name: 'Apply' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    const changed = await screen.findByRole('button', { name: /^Role, Dana .*: Agent, Administrator$/ });
    await waitFor(() => expect(changed).toHaveFocus());
    await screen.findByText('All changes are saved.', {}, { timeout: 20_000 });
    await userEvent.keyboard('{Enter}');
    await screen.findByRole('dialog', { name: /^Roles of Dana/ });
  },
};

/** Somebody else edits meanwhile: its cell is repainted at once and says who, and focus stays where it was. */
export const EditedElsewhere: StoryOf = {
  tags: ['!autodocs'],
  args: { system: 'omnivoice' },
  play: async ({ loaded }) => {
    await ready();
    const { organisation } = loaded as { organisation: Organisation };
    const [mine, theirs] = screen.getAllByRole('checkbox', { name: /^Manage contacts/ });
    mine?.focus();
    const id = organisation.others[0]?.id ?? '';
    await organisation.editElsewhere(id, [{ op: 'set', permission: 'contacts.manage', effect: 'allow' }]);
    await screen.findByText(/^Yara Admin changed Manage contacts of /, {}, { timeout: 20_000 });
    await expect(mine).toHaveFocus();
    await expect(theirs).toBeInTheDocument();
  },
};

/** How far a right is to reach is counted before it is made: here the calls that somebody would see. */
export const Impact: StoryOf = {
  tags: ['!autodocs'],
  args: { system: 'omnivoice', counts: true },
  play: async () => {
    await ready();
    const [cell] = screen.getAllByRole('checkbox', { name: /^Access to calls.*, Dana/ });
    cell?.focus();
    await userEvent.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(within(dialog).getByRole('radio', { name: 'Allow' }));
    await userEvent.click(within(dialog).getByRole('checkbox', { name: 'All' }));
    await within(dialog).findByText(/^\d+ calls become visible\.$/);
  },
};

/** A change of a role touches everybody who holds it: how many, before it is made. */
export const ImpactOfARole: StoryOf = {
  tags: ['!autodocs'],
  args: { columns: 'roles', system: 'orgSettings' },
  play: async () => {
    await ready();
    await waitFor(() => expect(screen.queryByText(/Reading members/)).toBeNull(), { timeout: 20_000 });
    const cell = screen
      .getAllByRole('checkbox', { name: /, User$/ })
      .find((each) => each.getAttribute('aria-disabled') !== 'true');
    cell?.focus();
    await userEvent.keyboard(' ');
    await within(await screen.findByRole('dialog')).findByText(/^Touches \d+ members?\.$/);
  },
};

/** What a role gives and its holders cannot use: their plan does not include it. */
export const WhatStopsARole: StoryOf = {
  tags: ['!autodocs'],
  args: { columns: 'roles', system: 'onoff' },
  play: async ({ canvasElement }) => {
    await ready();
    await waitFor(() => expect(screen.queryByText(/Reading members/)).toBeNull(), { timeout: 20_000 });
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search permissions' }), 'list of integrations');
    const stopped = await waitFor(() => {
      const mark = canvasElement.querySelector('[data-mark="stop"]');
      if (!mark) throw new Error('Nothing is stopped.');
      return mark.closest('[role=gridcell]');
    });
    stopped?.querySelector<HTMLElement>('[tabindex]')?.focus();
    await screen.findByText(/Does not take effect for \w+ of its \d+ holders: the plan does not include it/);
  },
};

const inSummer = { startsAt: Date.UTC(2040, 5, 1), endsAt: Date.UTC(2040, 8, 1) };

/** A setting for a while says when; several of one permission are shown, and can be replaced or removed. */
export const ForAWhile: StoryOf = {
  tags: ['!autodocs'],
  args: {
    system: 'adminNonAdmin',
    members: 3,
    last: {
      overrides: [
        { permission: 'reports.full', effect: 'allow', endsAt: Date.UTC(2030, 0, 1) },
        { permission: 'reports.full', effect: 'allow', ...inSummer },
      ],
    },
  },
  play: async () => {
    await ready();
    const cells = screen.getAllByRole('checkbox', { name: /, Dana/ });
    const cell = cells.find((each) => each.closest('[data-own]'));
    cell?.focus();
    await userEvent.keyboard('{Enter}');
    await within(await screen.findByRole('dialog')).findByRole('radio', { name: /^Leave as it is/ });
  },
};

/** What an administrator would want to fix. */
export const Findings: StoryOf = {
  tags: ['!autodocs'],
  args: { system: 'adminNonAdmin' },
  play: async () => {
    await ready();
    await userEvent.click(screen.getByRole('button', { name: 'Findings' }));
    await screen.findByRole('dialog', { name: 'Findings' });
  },
};

/** A finding whose fix needs a choice: which numbers, for whom. */
export const FixAFinding: StoryOf = {
  tags: ['!autodocs'],
  args: { system: 'adminNonAdmin' },
  play: async (context) => {
    await Findings.play?.(context);
    await userEvent.click((await screen.findAllByRole('button', { name: 'Choose…' }))[0] ?? document.body);
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(await within(dialog).findByRole('checkbox', { name: 'Number 12' }));
  },
};

/** Two thousand people: only what is on the screen is mounted. */
export const TwoThousandMembers: StoryOf = { args: { members: 2000 }, play: ready };

/** Only rows are windowed: every role is mounted, for the few columns that roles are. */
export const RowsWindowed: StoryOf = {
  args: { virtualize: 'rows', columns: 'roles', system: 'ringover' },
  play: ready,
};

/** Every line is mounted, for a small matrix on a page that scrolls. */
export const NotWindowed: StoryOf = {
  args: { virtualize: 'off', columns: 'roles', system: 'onoff', rows: 'table' },
  play: ready,
};

/** The matrix of the Onoff page: Owner, Admin, User. */
export const OnoffPage: StoryOf = { args: { system: 'onoff', columns: 'roles', rows: 'table' }, play: ready };

/** The permissions of the organisation settings page, by role. */
export const OrgSettingsPage: StoryOf = {
  args: { system: 'orgSettings', columns: 'roles', rows: 'table' },
  play: ready,
};

/** The access matrix of the Admin and Non-Admin page. */
export const AdminNonAdminPage: StoryOf = {
  args: { system: 'adminNonAdmin', columns: 'roles', rows: 'table' },
  play: ready,
};

/** A row that asks which ones: “Access to Queue X” opens a picker of the queues. */
export const AccessToQueues: StoryOf = {
  tags: ['!autodocs'],
  args: {
    system: 'adminNonAdmin',
    rows: 'table',
    members: 4,
    last: {
      overrides: [{ permission: 'queues.manage', effect: 'allow', scope: { in: { queue: ['queue-1', 'queue-3'] } } }],
    },
  },
  play: async () => {
    await ready();
    const emre = screen.getByRole('checkbox', { name: 'Access to Queue X, Emre Evans' });
    emre.focus();
    await userEvent.keyboard(' ');
    const dialog = await screen.findByRole('dialog');
    await waitFor(() => expect(within(dialog).getByRole('checkbox', { name: 'Queue 1' })).toBeChecked());
  },
};

/** The dashboard levels and settings of the Ringover page. */
export const RingoverPage: StoryOf = { args: { system: 'ringover', columns: 'roles', rows: 'table' }, play: ready };

/** The comparison of the Omnivoice page: Agent, Manager, Administrator. */
export const OmnivoicePage: StoryOf = { args: { system: 'omnivoice', columns: 'roles', rows: 'table' }, play: ready };
