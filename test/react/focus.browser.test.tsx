import { screen } from '@testing-library/react';
import { type ReactNode, useContext } from 'react';
import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Can, useCan } from '../../src/index.js';
import { VoiceContext } from '../../src/react/store/PermissionContext.js';
import { allow } from './desk.js';
import { mount } from './mount.js';

const gated = (child: ReactNode) => <Can permission="sms.send">{child}</Can>;
const button = (name: string) => <button type="button">{name}</button>;
const focus = (name: string) => screen.getByRole('button', { name }).focus();
const focused = () => document.activeElement?.textContent;

function lose(page: ReactNode, name = 'Send') {
  const mounted = mount(page, [allow('sms.send')]);
  focus(name);
  mounted.give([]);
  return mounted;
}

describe('when a gate takes away what has focus', () => {
  test('focus goes to what comes next', () => {
    lose(
      <main>
        {button('Before')}
        {gated(button('Send'))}
        {button('After')}
      </main>,
    );
    expect(focused()).toBe('After');
  });

  test('focus goes to what came before where nothing comes next', () => {
    lose(
      <main>
        {button('First')}
        {button('Before')}
        {gated(button('Send'))}
      </main>,
    );
    expect(focused()).toBe('Before');
  });

  test('focus stays in the nearest container that has something left', () => {
    lose(
      <main>
        <section aria-label="call">
          {button('Hold')}
          {gated(button('Send'))}
        </section>
        {button('Elsewhere')}
      </main>,
    );
    expect(focused()).toBe('Hold');
  });

  test('focus leaves a container that has nothing left for the next one out', () => {
    lose(
      <main>
        {button('Before')}
        <section aria-label="call">{gated(button('Send'))}</section>
        {button('After')}
      </main>,
    );
    expect(focused()).toBe('After');
  });

  test('focus goes to the place itself where there is nothing else on the page', () => {
    lose(<main data-testid="place">{gated(button('Send'))}</main>);
    expect(screen.getByTestId('place')).toHaveFocus();
  });

  test('focus passes over what is hidden, disabled or goes away as well', () => {
    lose(
      <main>
        {gated(button('Send'))}
        {gated(button('Also gone'))}
        <button type="button" disabled>
          Off
        </button>
        <div hidden>{button('Hidden')}</div>
        <div ref={(inert) => inert?.setAttribute('inert', '')}>{button('Inert')}</div>
        <button type="button" tabIndex={-1}>
          Not in the order
        </button>
        {button('Here')}
      </main>,
    );
    expect(focused()).toBe('Here');
  });

  test('the loss is announced once, by the name of what was lost', () => {
    lose(
      <main>
        {gated(button('Send'))}
        {button('After')}
      </main>,
    );
    expect(screen.getByRole('status')).toHaveTextContent('Send is no longer available.');
    expect(screen.getAllByRole('status')).toHaveLength(1);
  });

  test('a part of the page that asks with a hook is looked after as well', () => {
    const Panel = () => (useCan('sms.send') ? button('Send') : <i>nothing</i>);
    lose(
      <main>
        <Panel />
        {button('After')}
      </main>,
    );
    expect(focused()).toBe('After');
  });

  test('a control that becomes disabled for good loses focus to the next one', () => {
    const Panel = () => (
      <button type="button" disabled={!useCan('sms.send')}>
        Send
      </button>
    );
    lose(
      <main>
        <Panel />
        {button('After')}
      </main>,
    );
    expect(focused()).toBe('After');
  });

  test('focus follows a change of user, too', () => {
    const page = (
      <main>
        {gated(button('Send'))}
        {button('After')}
      </main>
    );
    const { rerender } = mount(page, [allow('sms.send')], { subject: { id: 'ada' } });
    focus('Send');
    rerender(page, { subject: { id: 'bob' } });
    expect(focused()).toBe('After');
  });
});

describe('when a gate takes away something else', () => {
  test('focus stays where it is and nothing is said', () => {
    lose(
      <main>
        {gated(button('Send'))}
        {button('Mine')}
      </main>,
      'Mine',
    );
    expect(focused()).toBe('Mine');
    expect(screen.getByRole('status')).toHaveTextContent('');
  });

  test('nobody is given focus where nobody had it', () => {
    const { give } = mount(
      <main>
        {gated(button('Send'))}
        {button('After')}
      </main>,
      [allow('sms.send')],
    );
    give([]);
    expect(document.body).toHaveFocus();
  });
});

test('losses in one moment are all announced: a screen reader hears what is there when it looks', async () => {
  const Teller = () => {
    const { announce } = useContext(VoiceContext);
    const tell = (...texts: readonly string[]) => texts.forEach(announce);
    return (
      <>
        <button type="button" onClick={() => tell('Audio stopped.', 'Number withdrawn.', 'Audio stopped.')}>
          Both
        </button>
        <button type="button" onClick={() => tell('Later.')}>
          Later
        </button>
      </>
    );
  };
  mount(<Teller />);
  await userEvent.click(screen.getByRole('button', { name: 'Both' }));
  expect(screen.getByRole('status').textContent).toBe('Audio stopped. Number withdrawn.');
  await userEvent.click(screen.getByRole('button', { name: 'Later' }));
  expect(screen.getByRole('status').textContent).toBe('Later.');
  await userEvent.click(screen.getByRole('button', { name: 'Later' }));
  expect(screen.getByRole('status').textContent).toBe('Later.\u00a0');
});
