import { screen, waitFor } from '@testing-library/react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../src/styles.css';
import { Can } from '../../src/index.js';
import { allow } from './desk.js';
import { mount } from './mount.js';

const acted = vi.fn<(what: string) => void>();
beforeEach(() => void acted.mockClear());

const act = (event: { readonly type: string }) => acted(event.type);
const gate = (child: ReactNode) => (
  <main>
    <Can permission="sms.send" mode="disable">
      {child}
    </Can>
    <button type="button">Next</button>
  </main>
);
const reason = 'Your role does not include this.';

/** A component that takes no props at all, and listens to the page by itself. */
function Dial() {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const dial = ref.current;
    for (const type of ['click', 'pointerdown', 'keydown']) dial?.addEventListener(type, act);
  }, []);
  return (
    <div>
      <div ref={ref} role="button" tabIndex={0}>
        Dial
      </div>
    </div>
  );
}

type Role = 'button' | 'link' | 'textbox' | 'checkbox' | 'combobox' | 'slider' | 'radio';
const controls: { readonly what: string; readonly role: Role; readonly child: ReactNode }[] = [
  {
    what: 'a button',
    role: 'button',
    child: (
      <button type="button" onClick={act} onPointerDown={act} onKeyDown={act}>
        Send
      </button>
    ),
  },
  {
    what: 'a link',
    role: 'link',
    child: (
      <a href="#gone" onClick={act}>
        Send
      </a>
    ),
  },
  { what: 'a text field', role: 'textbox', child: <input aria-label="Text" defaultValue="" onChange={act} /> },
  { what: 'a checkbox', role: 'checkbox', child: <input type="checkbox" aria-label="Flash" onChange={act} /> },
  { what: 'a radio button', role: 'radio', child: <input type="radio" aria-label="Loud" onChange={act} /> },
  {
    what: 'a slider',
    role: 'slider',
    child: <input type="range" aria-label="Gain" defaultValue={5} min={0} max={10} onChange={act} />,
  },
  {
    what: 'a list to choose from',
    role: 'combobox',
    child: (
      <select aria-label="Line" onChange={act}>
        <option>one</option>
        <option>two</option>
      </select>
    ),
  },
  {
    what: 'a button of react-aria-components',
    role: 'button',
    child: <Button onPress={({ type }) => acted(type)}>Send</Button>,
  },
  { what: 'a component that passes no props on', role: 'button', child: <Dial /> },
];

describe.each(controls)('$what in a gate of mode disable', ({ child, role }) => {
  const control = () => screen.getAllByRole(role)[0] ?? document.body;
  const value = () => (control() instanceof HTMLInputElement ? [control().matches(':checked')] : []);

  test('is marked as disabled and described by the reason', () => {
    mount(gate(child), []);
    expect(control()).toHaveAttribute('aria-disabled', 'true');
    expect(control()).toHaveAccessibleDescription(reason);
  });

  test('can be reached with the keyboard and left again', async () => {
    mount(gate(child), []);
    await userEvent.tab();
    expect(control()).toHaveFocus();
    await waitFor(() => expect(screen.getByText(reason)).toBeVisible());
    await userEvent.tab();
    expect(screen.getByText('Next')).toHaveFocus();
  });

  test('does nothing, whichever way it is used', async () => {
    mount(gate(child), []);
    const before = value();
    await userEvent.click(control(), { force: true });
    expect(control()).toHaveFocus();
    await userEvent.keyboard('{Enter} x{Delete}');
    if (['slider', 'combobox', 'radio'].includes(role)) await userEvent.keyboard('{ArrowDown}{ArrowRight}{End}');
    await userEvent.dblClick(control(), { force: true });
    expect(acted).not.toHaveBeenCalled();
    expect(value()).toEqual(before);
    expect(location.hash).not.toBe('#gone');
    expect(screen.getByRole('status')).toHaveTextContent(reason);
  });

  test('works as soon as it is allowed, with nothing left of the marks', async () => {
    const { give } = mount(gate(child), []);
    const before = control();
    give([allow('sms.send')]);
    expect(control()).toBe(before);
    for (const name of ['aria-disabled', 'aria-describedby', 'readonly']) expect(before).not.toHaveAttribute(name);
    await userEvent.click(before);
    await userEvent.keyboard(role === 'combobox' || role === 'slider' ? '{ArrowDown}{Enter}' : 'x');
    expect(acted.mock.calls.length > 0 || location.hash === '#gone').toBe(true);
    location.hash = '';
  });
});

describe('a gate of mode disable', () => {
  test('keeps focus and what was typed when the right is lost, and announces it', async () => {
    const { give } = mount(gate(<input aria-label="Message" />), [allow('sms.send')]);
    await userEvent.type(screen.getByRole('textbox'), 'Hello');
    give([]);
    expect(screen.getByRole('textbox')).toHaveFocus();
    expect(screen.getByRole('textbox')).toHaveValue('Hello');
    expect(screen.getByRole('status')).toHaveTextContent(`Message is no longer available. ${reason}`);
    await userEvent.keyboard('!');
    expect(screen.getByRole('textbox')).toHaveValue('Hello');
  });

  test('keeps a form from being sent with Enter or its button', async () => {
    const sent = vi.fn<() => void>();
    mount(
      <form
        onSubmit={(event) => {
          event.preventDefault();
          sent();
        }}
      >
        {gate(<input aria-label="Message" />)}
        <Can permission="sms.send" mode="disable">
          <button type="submit">Send</button>
        </Can>
      </form>,
      [],
    );
    screen.getByRole('textbox').focus();
    await userEvent.keyboard('Hello{Enter}');
    await userEvent.click(screen.getByText('Send'), { force: true });
    expect(sent).not.toHaveBeenCalled();
  });

  test('adds its reason to a description that is there already', () => {
    const page = gate(
      <button type="button" aria-describedby="hint">
        Send
      </button>,
    );
    const { give, rerender } = mount(<>{page}</>, []);
    rerender(
      <>
        <p id="hint">Costs 2 cents.</p>
        {page}
      </>,
    );
    expect(screen.getByText('Send')).toHaveAccessibleDescription(`Costs 2 cents. ${reason}`);
    give([allow('sms.send')]);
    expect(screen.getByText('Send')).toHaveAttribute('aria-describedby', 'hint');
  });

  test('marks what its child renders later, and marks again what the child takes back', async () => {
    const Slow = () => {
      const [isBusy, setBusy] = useState<boolean>();
      useEffect(() => {
        const frame = requestAnimationFrame(() => setBusy((before) => before === undefined));
        return () => cancelAnimationFrame(frame);
      }, [isBusy]);
      return isBusy === undefined ? null : (
        <button type="button" aria-disabled={isBusy || undefined} onClick={act}>
          Late
        </button>
      );
    };
    mount(gate(<Slow />), []);
    const late = await screen.findByText('Late');
    await vi.waitFor(() => expect(late).toHaveAccessibleDescription(reason));
    late.removeAttribute('aria-disabled');
    await vi.waitFor(() => expect(late).toHaveAttribute('aria-disabled', 'true'));
  });

  test('leaves the keys that move on from it to what is around it', async () => {
    const moved = vi.fn<(key: string) => void>();
    mount(
      <div role="toolbar" tabIndex={-1} onKeyDown={({ key }) => moved(key)}>
        {gate(<button type="button">Send</button>)}
      </div>,
      [],
    );
    await userEvent.click(screen.getByText('Send'), { force: true });
    await userEvent.keyboard('{ArrowRight}{Home}x{Enter}');
    expect(moved.mock.calls.flat()).toEqual(['ArrowRight', 'Home']);
  });

  test('sends its reason away with Escape until it is asked for again', async () => {
    mount(gate(<button type="button">Send</button>), []);
    await userEvent.tab();
    await waitFor(() => expect(screen.getByText(reason)).toBeVisible());
    await userEvent.keyboard('{Escape}');
    expect(screen.getByText(reason)).not.toBeVisible();
    await userEvent.tab();
    await userEvent.tab({ shift: true });
    await waitFor(() => expect(screen.getByText(reason)).toBeVisible());
  });

  test('shows its reason under the pointer, beside the control and not over it', async () => {
    mount(gate(<button type="button">Send</button>), []);
    expect(screen.getByText(reason)).not.toBeVisible();
    await userEvent.hover(screen.getByText('Send'), { force: true });
    await waitFor(() => expect(screen.getByText(reason)).toBeVisible());
    const tip = screen.getByText(reason).getBoundingClientRect();
    const control = screen.getByText('Send').getBoundingClientRect();
    expect(tip.top).toBeGreaterThanOrEqual(control.bottom);
    expect(tip.top - control.bottom).toBeLessThan(20);
    expect(Math.abs(tip.left + tip.width / 2 - control.left - control.width / 2)).toBeLessThan(tip.width / 2 + 8);
  });

  test('takes no room of its own', () => {
    const row = (child: ReactNode) => (
      <div data-testid="row" style={{ display: 'flex', inlineSize: 300 }}>
        {child}
      </div>
    );
    const wide = (
      <button type="button" style={{ flex: 1 }}>
        Send
      </button>
    );
    mount(
      row(
        <Can permission="sms.send" mode="disable">
          {wide}
        </Can>,
      ),
      [],
    );
    expect(screen.getByText('Send').getBoundingClientRect().width).toBe(300);
  });

  test('is disabled while nothing is known', () => {
    mount(gate(<button type="button">Send</button>));
    expect(screen.getByText('Send')).toHaveAccessibleDescription('Your permissions are being checked.');
  });
});
