import { screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { CallerNumber } from '../../../src/components/CallerIdPicker/index.js';
import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import type { Catalog } from '../../../src/model/catalog.js';
import type { Member } from '../../../src/model/member.js';
import { adminNonAdmin, omnivoice, ringover } from '../../../src/presets/index.js';
import { ada, editing, lines, onLines } from '../../../stories/components/phone/people.js';
import { onlyNumbers } from '../../../stories/components/phone/phoneCatalog.js';
import { mountPhone } from '../phone/mountPhone.js';
import { Dialer, type DialerProps } from './support/Dialer.js';

const numbers = lines;

/** One person of one of the systems, in front of a dialer. */
function dialAs(catalog: Catalog, member: Member, dialer: Partial<DialerProps> = {}) {
  mountPhone(<Dialer numbers={numbers} variant="select" {...dialer} />, resolveGrants(catalog, member), { catalog });
}

const mode = () => screen.getByRole('group', { name: /Call with|Send from/ }).dataset['mode'];
const offered = () =>
  [...screen.getByRole<HTMLSelectElement>('combobox').options].map(({ text }) => text.split(',')[0]);
const dial = () => screen.getByRole('button', { name: 'Dial' });

describe('as ringover has it', () => {
  test('without the permission the field is frozen on the default, and one can call', () => {
    dialAs(ringover, editing('off'), { defaultId: 'direct' });
    expect(mode()).toBe('frozen');
    expect(screen.getByText('Direct line')).toBeVisible();
    expect(screen.getByText(/Set by your administrator/)).toBeVisible();
    expect(screen.queryByRole('combobox')).toBeNull();
    expect(dial()).toBeEnabled();
  });

  test('only the numbers of IVRs that one is assigned to can be chosen beside the default', () => {
    dialAs(ringover, editing('assignedIvrs'), { defaultId: 'direct' });
    expect(offered()).toEqual(['Sales', 'Direct line']);
    expect(screen.getByRole('combobox')).toHaveDisplayValue(/Direct line/);
  });

  test('all standard numbers are those of every IVR', () => {
    dialAs(ringover, editing('standards'));
    expect(offered()).toEqual(['Sales', 'Support']);
  });

  test('a list holds the numbers on it; one that is alone there leaves nothing to choose', () => {
    dialAs(ringover, editing('list'));
    expect(mode()).toBe('frozen');
    expect(screen.getByText('Partner')).toBeVisible();
    expect(screen.getByText(/Your only number/)).toBeVisible();
  });

  test('a frozen field without a default leaves nothing to call with', () => {
    dialAs(ringover, editing('off'));
    expect(mode()).toBe('none');
    expect(dial()).toBeDisabled();
  });

  test('a number suggested for its area needs Use Local Presence', () => {
    dialAs(
      ringover,
      ada('none', {
        overrides: [{ permission: 'callerId.edit', value: 'standards' }, { permission: 'localPresence.use' }],
      }),
      { to: '+33155555555' },
    );
    expect(document.querySelector('optgroup')).toHaveAttribute('label', 'Suggested');
  });
});

describe('as adminNonAdmin has it', () => {
  test('assigned numbers can be chosen from', () => {
    dialAs(adminNonAdmin, ada('nonAdmin', { overrides: [onLines('numbers.manage', 'sales', 'partner')] }));
    expect(offered()).toEqual(['Sales', 'Partner']);
    expect(dial()).toBeEnabled();
  });

  test('no numbers but a preselected default is that one, frozen', () => {
    dialAs(adminNonAdmin, ada('nonAdmin', { overrides: [onLines('callerId.preset', 'support')] }));
    expect(mode()).toBe('frozen');
    expect(screen.getByText('Support')).toBeVisible();
    expect(dial()).toBeEnabled();
  });

  test('two preselected defaults are none: one preconfigured caller ID is one', () => {
    dialAs(adminNonAdmin, ada('nonAdmin', { overrides: [onLines('callerId.preset', 'support', 'sales')] }));
    expect(mode()).toBe('none');
    expect(dial()).toBeDisabled();
  });

  test('neither is no caller ID, with the reason', () => {
    dialAs(adminNonAdmin, ada('nonAdmin', {}));
    expect(mode()).toBe('none');
    expect(screen.getByText(/You don’t have a number to call from.*Ask your administrator/)).toBeVisible();
    expect(dial()).toBeDisabled();
  });

  test('numbers without an extension are of no use, and the reason is the missing permission', () => {
    dialAs(
      adminNonAdmin,
      ada('nonAdmin', { overrides: [onLines('numbers.manage', 'sales', 'partner')], extensions: [] }),
    );
    expect(mode()).toBe('none');
    expect(screen.getByText(/Make\/receive calls/)).toBeVisible();
  });
});

describe('as omnivoice has it', () => {
  const agent = ada('agent', {
    plan: 'company',
    overrides: [onLines('numbers.callFrom', 'sales', 'support'), onLines('numbers.messageFrom', 'support', 'partner')],
  });

  test('numbers for calls and for messages are given separately', () => {
    dialAs(omnivoice, agent);
    expect(offered()).toEqual(['Sales', 'Support']);
  });

  test('numbers for messages are their own', () => {
    dialAs(omnivoice, agent, { purpose: 'message' });
    expect(offered()).toEqual(['Support', 'Partner']);
  });

  test('another plan has no numbers, and the plan is the reason', () => {
    dialAs(omnivoice, { ...agent, plan: 'other' });
    expect(mode()).toBe('none');
    expect(screen.getByText(/Company plan/)).toBeVisible();
  });
});

describe('whatever the catalog', () => {
  test('nothing can be dialled while grants or numbers are not there', () => {
    const { rerender } = mountPhone(<Dialer numbers={numbers} />);
    expect(mode()).toBe('pending');
    expect(dial()).toBeDisabled();
    rerender(<Dialer numbers={undefined} isFailed />);
    expect(mode()).toBe('failed');
    expect(dial()).toBeDisabled();
  });

  test('numbers that are being loaded are waited for', () => {
    mountPhone(<Dialer numbers={undefined} />, ['callerId.choose']);
    expect(mode()).toBe('pending');
    expect(screen.getByText(/being loaded/)).toBeVisible();
    expect(dial()).toBeDisabled();
  });

  test('of several that are preset one is offered, beside what may be chosen by right', () => {
    mountPhone(<Dialer numbers={numbers} variant="select" />, [
      { permission: 'callerId.preset', scope: onlyNumbers('support', 'sales') },
      'callerId.anonymous',
    ]);
    expect(offered()).toEqual(['Sales', 'Anonymous']);
  });

  test('numbers that are there can be used when loading them again has failed', () => {
    mountPhone(<Dialer numbers={numbers} isFailed variant="select" />, ['callerId.choose']);
    expect(mode()).toBe('choose');
    expect(dial()).toBeEnabled();
  });

  test('a number that is listed twice is one, and lists of ids that are none are empty', () => {
    const [first] = numbers;
    const twice = first ? [first, { ...first }] : [];
    const none = JSON.parse('null') as readonly string[];
    mountPhone(<Dialer numbers={twice} recentIds={none} pinnedIds={none} />, ['callerId.choose']);
    expect(mode()).toBe('frozen');
    expect(screen.getByText(/Your only number/)).toBeVisible();
  });

  test('a number whose id is the word for an anonymous call is listed beside it', () => {
    mountPhone(<Dialer numbers={[{ id: 'anonymous', label: 'Hotline' }, ...numbers]} variant="select" />, [
      'callerId.choose',
      'callerId.anonymous',
    ]);
    expect(offered()).toEqual(['Hotline', 'Direct line', 'Sales', 'Support', 'Partner', 'Anonymous']);
  });

  test('an empty list, and a list of rubbish, are no caller ID', () => {
    const rubbish = JSON.parse('[null, 7, "x", {}, {"id": 3}]') as readonly CallerNumber[];
    mountPhone(<Dialer numbers={rubbish} />, ['callerId.choose']);
    expect(mode()).toBe('none');
    expect(dial()).toBeDisabled();
  });

  test.each(['combobox', 'select'] as const)(
    'fields that are no text break no %s, and numbers that are numbers are read',
    async (variant) => {
      const careless = JSON.parse(
        '[{"id":"a","number":33142685300,"label":7,"group":{},"display":false},{"id":"b","number":null,"label":[],"group":3}]',
      ) as readonly CallerNumber[];
      const given = ['callerId.choose', 'localPresence.use'] as const;
      const { give } = mountPhone(<Dialer numbers={careless} variant={variant} to="+33142685399" />, given);
      expect(mode()).toBe('choose');
      expect(dial()).toBeEnabled();
      await userEvent.type(screen.getByRole('combobox'), '7');
      give([...given, { permission: 'numbers.anonymise', value: true }]);
      expect(mode()).toBe('choose');
      expect(document.body).not.toHaveTextContent('42685300');
    },
  );

  test('a right that the catalog lacks is denied, whoever names it', () => {
    mountPhone(<Dialer numbers={numbers} permissions={{ choose: 'no.such' }} />, ['callerId.choose']);
    expect(mode()).toBe('none');
    mountPhone(<Dialer numbers={numbers} purpose="message" permissions={{ dial: 'no.such' }} />, ['messageId.choose']);
    expect(screen.getByRole('group', { name: 'Send from' })).toHaveAttribute('data-mode', 'none');
  });
});
