import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import {
  anonymousId,
  type CallerIdOptions,
  CallerIdPicker,
  type CallerNumber,
} from '../../src/components/CallerIdPicker/index.js';
import { Dialer } from './phone/Dialer.js';
import { Heard } from './phone/Heard.js';
import { defaultNumber, manyNumbers, someNumbers } from './phone/fixtures.js';
import { type Given, onlyNumbers } from './phone/phoneCatalog.js';
import { PhoneDesk } from './phone/PhoneDesk.js';
import { documented } from '../documented.js';
import { literal } from '../example/Example.js';
import { phoneArgTypes, withGiven } from '../example/phoneExample.js';

interface Args extends CallerIdOptions<CallerNumber> {
  /** What the person may do; nothing yet where it is not given. */
  readonly given: readonly Given[] | undefined;
  readonly variant: 'combobox' | 'select';
  readonly revocable?: readonly Given[];
  readonly hasField?: boolean;
}

const pickerOf = ({ variant }: Pick<Args, 'variant'>) => (variant === 'select' ? 'CallerIdSelect' : 'CallerIdPicker');

const importsOf = ({ hasField = false, ...dialer }: Omit<Args, 'given'>) => ({
  ...(hasField && { react: ['useState'] }),
  'hookswitch/components': ['useCallerIdPicker', pickerOf(dialer), ...(hasField ? ['DialRefusal'] : [])],
});

/** The component that a story shows, as an application writes it. */
function dialerCode({ revocable: _, variant, hasField, to, ...options }: Omit<Args, 'given'>): string {
  const picker = `<${pickerOf({ variant })} callerId={callerId} />`;
  const shown = (given: object) => literal(given).replaceAll('\n', '\n  ');
  if (!hasField)
    return `function Dialer() {
  const callerId = useCallerIdPicker(${shown({ ...options, ...(to !== undefined && { to }) })});
  return ${picker};
}`;
  return `function Dialer() {
  const [to, setTo] = useState(${JSON.stringify(to ?? '')});
  const callerId = useCallerIdPicker({ ...${shown(options)}, to });
  return (
    <>
      <label>
        Number to call
        <input type="tel" value={to} onChange={({ target }) => setTo(target.value)} {...callerId.numberField.props} />
      </label>
      <DialRefusal callerId={callerId} />
      ${picker}
    </>
  );
}`;
}

const meta: Meta<Args> = {
  title: 'Components/CallerIdPicker',
  component: documented(CallerIdPicker),
  parameters: {
    example: ({ given, ...dialer }: Args) =>
      withGiven(given, {
        imports: importsOf(dialer),
        setup: [dialerCode(dialer)],
        view: '<Dialer />',
      }),
  },
  args: {
    given: ['callerId.choose'],
    variant: 'combobox',
    purpose: 'call',
    numbers: someNumbers,
    defaultId: defaultNumber,
  },
  argTypes: {
    ...phoneArgTypes,
    variant: { control: 'radio', options: ['combobox', 'select'] },
    purpose: { control: 'radio', options: ['call', 'message'] },
  },
  render: ({ given, revocable, ...dialer }) => (
    <PhoneDesk given={given} {...(revocable && { revocable })}>
      <Dialer {...dialer} />
    </PhoneDesk>
  ),
};

export default meta;

type Story = StoryObj<Args>;

const open: NonNullable<Story['play']> = async ({ canvas }) => {
  await userEvent.click(await canvas.findByRole('combobox'));
  await waitFor(() => expect(screen.getAllByRole('option').length).toBeGreaterThan(1));
};

/**
 * While its list is open, react-aria hides what is around a combobox from readers. Whatever takes focus there closes
 * the list first, so nothing hidden ever has focus; axe only sees that it could have.
 */
const whileOpen = { a11y: { config: { rules: [{ id: 'aria-hidden-focus', enabled: false }] } } };

/** Numbers to choose from, closed. */
export const Choose: Story = {};

/** Open, with a suggestion for the called number, pinned and recent numbers, groups and an anonymous call. */
export const Open: Story = {
  tags: ['!autodocs'],
  parameters: whileOpen,
  args: {
    given: ['callerId.choose', 'callerId.anonymous', 'localPresence.use'],
    to: '+12135550100',
    pinnedIds: ['+33142685301'],
    recentIds: ['+33491001122'],
  },
  play: open,
};

/** With the field of the number that is called: what is wrong with it is said below it. */
export const NumberField: Story = {
  args: { hasField: true, variant: 'select', to: '01 42 68 5', country: 'FR', planCountries: ['FR'] },
  async play({ canvas }) {
    await userEvent.click(await canvas.findByRole('textbox', { name: 'Number to call' }));
    await userEvent.tab();
    await expect(await canvas.findByText('Enter the full number.')).toBeVisible();
  },
};

/** Hides the caller ID by a code before the number, which takes the right to be anonymous. */
export const HidingCode: Story = { args: { hasField: true, to: '*67 (212) 555-0100', country: 'US' } };

/** An anonymous call by default. */
export const AnonymousDefault: Story = {
  args: { given: ['callerId.choose', 'callerId.anonymous'], defaultId: anonymousId },
};

/** A search by label, group or number in any notation. */
export const Searched: Story = {
  tags: ['!autodocs'],
  parameters: whileOpen,
  play: async (context) => {
    await open(context);
    await userEvent.clear(context.canvas.getByRole('combobox'));
    await userEvent.type(context.canvas.getByRole('combobox'), '04 91');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
  },
};

/** A search that finds nothing. */
export const NothingFound: Story = {
  tags: ['!autodocs'],
  parameters: whileOpen,
  play: async ({ canvas }) => {
    const field = await canvas.findByRole('combobox');
    await userEvent.click(field);
    await userEvent.clear(field);
    await userEvent.type(field, 'zebra');
    // What opens is at opacity 0 until react-aria knows where it has room.
    await waitFor(() => expect(screen.getByText('No number matches.')).toBeVisible());
  },
};

/** A thousand numbers; the page holds those in view. */
export const AThousandNumbers: Story = {
  tags: ['!autodocs'],
  parameters: whileOpen,
  args: { numbers: manyNumbers(1_000), defaultId: '+33612000000' },
  play: open,
};

/** Labels as long as some organisations make them. */
export const LongLabels: Story = {
  tags: ['!autodocs'],
  parameters: whileOpen,
  args: {
    numbers: someNumbers.map((each) => ({
      ...each,
      label: `${each.label ?? 'Line'}, customers of the former subsidiary for industrial refrigeration`,
    })),
  },
  play: open,
};

/** The browser's own list, with the same rights and the same numbers. */
export const Native: Story = { args: { variant: 'select', pinnedIds: ['+13322139228'] } };

/** The browser's own list, where numbers must not be shown. */
export const NativeMasked: Story = {
  args: { variant: 'select', given: ['callerId.choose', { permission: 'numbers.anonymise', value: true }] },
};

/** One number that an administrator chose: text, and the reason. */
export const Frozen: Story = {
  args: { given: [{ permission: 'callerId.preset', scope: onlyNumbers(defaultNumber) }] },
};

/** Only one is assigned, so there is nothing to choose. */
export const OnlyOne: Story = {
  args: { given: [{ permission: 'callerId.choose', scope: onlyNumbers('+33491001122') }] },
};

/** No number at all: the explanation, and nothing can be dialled. */
export const None: Story = { args: { given: [] } };

/** The organisation has no numbers. */
export const Empty: Story = { args: { numbers: [] } };

/** Grants are not there yet. */
export const Pending: Story = { args: { given: undefined } };

/** The numbers are not there yet. */
export const Loading: Story = { args: { numbers: undefined } };

/** The numbers could not be loaded. */
export const Failed: Story = { args: { numbers: undefined, isFailed: true } };

/** The number stays while a call lasts. */
export const InCall: Story = { args: { isInCall: true } };

/** Numbers for messages are rights of their own. */
export const ForMessages: Story = {
  args: {
    purpose: 'message',
    given: [{ permission: 'messageId.choose', scope: onlyNumbers(defaultNumber, '+33491001122') }],
  },
};

/** The plan does not include this country. */
export const OutOfPlan: Story = { args: { to: '+442079460123', country: 'FR', planCountries: ['FR'] } };

/** A surcharged number, refused before it costs anything. */
export const SpecialNumber: Story = { args: { to: '0890123456', country: 'FR' } };

/** What is to be dialled is no number. */
export const NoPhoneNumber: Story = { args: { to: '+33 1 42 68 53 99 12 34 56', country: 'FR' } };

/** What is to be dialled is not typed to its end: nobody is told that it is wrong, and it cannot be dialled yet. */
export const HalfTyped: Story = { args: { to: '01 42 68 5', country: 'FR' } };

/** Numbers that must not be shown: not in text, not in attributes, not for readers. */
export const Masked: Story = {
  tags: ['!autodocs'],
  parameters: whileOpen,
  args: { given: ['callerId.choose', { permission: 'numbers.anonymise', value: true }] },
  play: open,
};

const one: Given = { permission: 'callerId.choose', scope: onlyNumbers('+33491001122') };
const other: Given = { permission: 'callerId.choose', scope: onlyNumbers(defaultNumber, '+33142685301') };

/** A chosen number is taken away: another one is in use, and a screen reader is told. */
export const Revoked: Story = {
  tags: ['!autodocs'],
  args: { given: [one, other], revocable: [one, other] },
  async play({ canvas }) {
    await userEvent.click(await canvas.findByRole('combobox'));
    await userEvent.click(await screen.findByRole('option', { name: /Marseille/ }));
    await userEvent.click(await canvas.findByRole('checkbox', { name: /33491001122/ }));
    await waitFor(() => expect(canvas.getByRole('combobox')).toHaveValue('Reception · +33 1 42 68 53 00'));
    await expect(screen.getByRole('status')).toHaveTextContent('Sales, Marseille, +33 4 91 00 11 22 is no longer');
  },
};

/** The last number is taken away: nothing can be dialled. */
export const NoneLeft: Story = {
  tags: ['!autodocs'],
  args: { given: [one], revocable: [one] },
  async play({ canvas }) {
    await userEvent.click(await canvas.findByRole('checkbox'));
    await expect(await canvas.findByText(/You don’t have a number to call from/)).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Call' })).toHaveAttribute('aria-disabled', 'true');
  },
};

/** Right to left: numbers keep their own direction. */
export const RightToLeft: Story = { tags: ['!autodocs'], ...Open, globals: { direction: 'rtl' } };

/** On a dark page. */
export const Dark: Story = { tags: ['!autodocs'], ...Open, globals: { theme: 'dark' } };

/** With the keyboard alone: arrows open and move, Enter chooses. Below stands what a screen reader is told. */
export const Keyboard: Story = {
  tags: ['!autodocs'],
  render: ({ given, revocable: _revocable, ...dialer }) => (
    <PhoneDesk given={given}>
      <Dialer {...dialer} />
      <Heard />
    </PhoneDesk>
  ),
  async play({ canvas }) {
    const field = await canvas.findByRole('combobox');
    await userEvent.tab();
    await waitFor(() => expect(screen.getAllByRole('option').length).toBeGreaterThan(1));
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    await waitFor(() => expect(field).toHaveValue('Sales, Marseille · +33 4 91 00 11 22'));
    const heard = within(canvas.getByTestId('heard'));
    await expect(heard.getByText('Sales, Paris, +33 1 42 68 53 01')).toBeVisible();
    await expect(heard.getByText('Announced: 5 options available.')).toBeVisible();
  },
};
