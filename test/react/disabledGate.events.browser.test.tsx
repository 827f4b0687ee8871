import { screen } from '@testing-library/react';
import { type ReactNode, useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { cdp, userEvent } from 'vitest/browser';
import '../../src/styles.css';
import { Can } from '../../src/index.js';
import { allow } from './desk.js';
import { mount } from './mount.js';

const acted = vi.fn<(type: string) => void>();
beforeEach(() => void acted.mockClear());

const gate = (child: ReactNode) => (
  <Can permission="sms.send" mode="disable">
    {child}
  </Can>
);

type Make = (type: string) => Event;
const init = { bubbles: true, cancelable: true, composed: true };
const plain: Make = (type) => new Event(type, init);
const mouse: Make = (type) => new MouseEvent(type, init);
const pointer: Make = (type) => new PointerEvent(type, init);
const touch: Make = (type) => new TouchEvent(type, init);
const enter: Make = (type) => new KeyboardEvent(type, { ...init, key: 'Enter' });
const drag: Make = (type) => new DragEvent(type, { ...init, dataTransfer: new DataTransfer() });
const clipboard: Make = (type) => new ClipboardEvent(type, init);
const input: Make = (type) => new InputEvent(type, { ...init, inputType: 'insertText', data: 'x' });
const composition: Make = (type) => new CompositionEvent(type, init);

/** Everything that a person does to a control, and whether the browser must not do its own part either. */
const actions: readonly (readonly [type: string, make: Make, isPrevented: boolean])[] = [
  ['click', mouse, true],
  ['auxclick', mouse, true],
  ['dblclick', mouse, true],
  ['contextmenu', mouse, false],
  ['mousedown', mouse, false],
  ['mouseup', mouse, false],
  ['pointerdown', pointer, false],
  ['pointerup', pointer, false],
  ['touchstart', touch, false],
  ['touchend', touch, false],
  ['keydown', enter, true],
  ['keypress', enter, true],
  ['keyup', enter, true],
  ['wheel', (type) => new WheelEvent(type, init), false],
  ['paste', clipboard, true],
  ['cut', clipboard, true],
  ['dragstart', drag, true],
  ['dragenter', drag, true],
  ['dragover', drag, true],
  ['drop', drag, true],
  ['beforeinput', input, true],
  ['input', input, true],
  ['change', plain, true],
  ['compositionstart', composition, true],
  ['compositionupdate', composition, true],
  ['compositionend', composition, true],
  ['submit', (type) => new SubmitEvent(type, init), true],
  ['reset', plain, true],
];

/** A control that listens to everything by itself, not through React. */
function Control() {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    for (const [type] of actions) ref.current?.addEventListener(type, () => acted(type));
  }, []);
  return (
    <div ref={ref} role="button" tabIndex={0}>
      Dial
    </div>
  );
}

describe('a disabled gate', () => {
  test.each(actions)('lets no %s through to what is in it', (type, make, isPrevented) => {
    const { give } = mount(gate(<Control />), []);
    const event = make(type);
    screen.getByRole('button').dispatchEvent(event);
    expect(acted).not.toHaveBeenCalled();
    expect(event.defaultPrevented).toBe(isPrevented);
    give([allow('sms.send')]);
    screen.getByRole('button').dispatchEvent(make(type));
    expect(acted).toHaveBeenCalledExactlyOnceWith(type);
  });

  test('says where a file is dragged over its field that it cannot be dropped', () => {
    mount(gate(<input type="file" aria-label="Announcement" />), []);
    const over = new DragEvent('dragover', { ...init, dataTransfer: new DataTransfer() });
    screen.getByLabelText('Announcement').dispatchEvent(over);
    expect(over.dataTransfer?.dropEffect).toBe('none');
    const drop = new DragEvent('drop', { ...init, dataTransfer: new DataTransfer() });
    screen.getByLabelText('Announcement').dispatchEvent(drop);
    expect(drop.defaultPrevented).toBe(true);
  });

  test('opens no picker where it is touched, and says why', () => {
    mount(
      gate(
        <select aria-label="Line">
          <option>one</option>
        </select>,
      ),
      [],
    );
    const end = new TouchEvent('touchend', init);
    screen.getByLabelText('Line').dispatchEvent(end);
    expect(end.defaultPrevented).toBe(true);
    expect(screen.getByLabelText('Line')).toHaveFocus();
    expect(screen.getByRole('status')).toHaveTextContent('Your role does not include this.');
  });

  test('keeps what it opened in a portal from acting once the right is lost', async () => {
    const Menu = () =>
      createPortal(
        <button type="button" onClick={() => acted('click')}>
          Forward
        </button>,
        document.body,
      );
    const { give } = mount(gate(<Menu />), [allow('sms.send')]);
    await userEvent.click(screen.getByText('Forward'));
    expect(acted).toHaveBeenCalledOnce();
    give([]);
    await userEvent.click(screen.getByText('Forward'));
    expect(acted).toHaveBeenCalledOnce();
  });
});

const note = (
  <div contentEditable suppressContentEditableWarning role="textbox" aria-label="Note">
    Hello
  </div>
);

/** What an input method and dictation do: text that comes without keys. */
async function compose(text: string): Promise<void> {
  await cdp().send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await cdp().send('Input.insertText', { text });
}

describe('an edited text in a disabled gate', () => {
  test('takes no text from keys, an input method, dictation, paste or a script of the page', async () => {
    mount(gate(note), []);
    const field = screen.getByRole('textbox');
    await userEvent.tab();
    expect(field).toHaveFocus();
    await userEvent.keyboard('x{Delete}');
    await compose('に');
    document.execCommand('insertText', false, 'x');
    expect(field).toHaveTextContent(/^Hello$/);
    expect(field).toHaveAccessibleDescription('Your role does not include this.');
    expect(field).toHaveAttribute('aria-disabled', 'true');
  });

  test('keeps focus and text when the right is lost, and takes text again when it is back', async () => {
    const { give } = mount(gate(note), [allow('sms.send')]);
    const field = screen.getByRole('textbox');
    field.focus();
    await compose('A');
    expect(field).toHaveTextContent(/A/);
    const text = field.textContent;
    give([]);
    expect(field).toHaveFocus();
    await compose('B');
    expect(field.textContent).toBe(text);
    give([allow('sms.send')]);
    expect(field).not.toHaveAttribute('tabindex');
    field.focus();
    await compose('C');
    expect(field).toHaveTextContent(/C/);
  });

  test('around the gate leaves the gate out', async () => {
    mount(
      <div contentEditable suppressContentEditableWarning aria-label="Page" role="textbox">
        {gate(<b>Signed</b>)}
      </div>,
      [],
    );
    await vi.waitFor(() => expect(screen.getByText('Signed').isContentEditable).toBe(false));
  });

  test('is closed again when the child opens it by itself', async () => {
    mount(gate(note), []);
    const field = screen.getByRole('textbox');
    field.setAttribute('contenteditable', 'true');
    await vi.waitFor(() => expect(field).toHaveAttribute('contenteditable', 'false'));
  });
});

test('Gates within gates say both reasons, and come to rest', async () => {
  const { give } = mount(
    gate(
      <span>
        <Can permission="calls.view" mode="disable">
          <button type="button">Send</button>
        </Can>
      </span>,
    ),
    [],
  );
  const button = screen.getByText('Send');
  await vi.waitFor(() => expect(button.getAttribute('aria-describedby')?.split(' ')).toHaveLength(2));
  const before = button.getAttribute('aria-describedby');
  const changes = vi.fn<() => void>();
  const observer = new MutationObserver(changes);
  observer.observe(button, { attributes: true });
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  observer.disconnect();
  expect(changes).not.toHaveBeenCalled();
  expect(button.getAttribute('aria-describedby')).toBe(before);
  give([allow('sms.send')]);
  expect(button).toHaveAttribute('aria-disabled', 'true');
});
