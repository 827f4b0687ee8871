import { QueryClient } from '@tanstack/react-query';
import { act, configure, render, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { enableShadowDOM } from 'react-stately/private/flags/flags';
import { afterEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { MatrixEditor } from '../../src/components/MatrixEditor/MatrixEditor.js';
import { QuestionDialog } from '../../src/components/ui/QuestionDialog.js';
import { Can } from '../../src/react/gates/Can.js';
import { PermissionProvider } from '../../src/react/PermissionProvider.js';
import { pushSource } from '../../src/sources/pushSource.js';
import { staticSource } from '../../src/sources/staticSource.js';
import css from '../../src/styles.css?inline';
import type { Catalog } from '../../src/model/catalog.js';
import { defaultNumber, someNumbers } from '../../stories/components/phone/fixtures.js';
import { phoneCatalog, phoneGrants } from '../../stories/components/phone/phoneCatalog.js';
import { Dialer } from '../components/CallerIdPicker/support/Dialer.js';
import { grantsOf, person, phones } from '../matrix/support/phones.js';
import { realApi } from '../matrix/support/realApi.js';

// What docs/theming.md asks of an application that puts the kit into a shadow root.
enableShadowDOM();

const hosts = new Set<Element>();
const catalog: Catalog = phoneCatalog;

// The library prints what it has searched where it finds nothing, and cannot print a shadow root.
configure({ getElementError: (message) => new Error(message ?? undefined) });

afterEach(() => {
  for (const host of hosts) host.remove();
  hosts.clear();
});

/** Renders into a shadow root that has the style sheet; the document around it has none. */
function renderInShadow(content: ReactNode, mode: ShadowRootMode = 'open') {
  const host = document.createElement('div');
  hosts.add(host);
  document.body.append(host);
  const root = host.attachShadow({ mode });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const container = document.createElement('div');
  root.append(container);
  render(content, { container, baseElement: container });
  // What floats over the page is beside the container.
  const all = within(root as Node as HTMLElement);
  return { host, root, all };
}

function part(root: ShadowRoot, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`There is no ${selector}.`);
  return found;
}

const light = (element: Element) => {
  const { backgroundColor, borderTopColor, borderTopWidth } = getComputedStyle(element);
  return [backgroundColor, borderTopColor, borderTopWidth];
};

/** Whether a screen reader finds it: nothing around it is hidden, in the page outside of the shadow root either. */
const isHeard = (element: Element): boolean => {
  const root = element.getRootNode();
  const around = root instanceof ShadowRoot ? root.host : undefined;
  return element.closest('[aria-hidden=true], [inert]') === null && (around === undefined || isHeard(around));
};

const dialer = (
  <PermissionProvider
    catalog={catalog}
    source={staticSource(phoneGrants(['callerId.choose']))}
    initialGrants={phoneGrants(['callerId.choose'])}
  >
    <Dialer numbers={someNumbers} defaultId={defaultNumber} />
  </PermissionProvider>
);

test('a picker in a shadow root opens its list there, styled, and a number is chosen with the pointer', async () => {
  const { root, all } = renderInShadow(dialer);
  const field = all.getByRole<HTMLInputElement>('combobox', { name: /Call with/ });
  await userEvent.click(field);
  const list = await all.findByRole('listbox');
  expect(list.getRootNode()).toBe(root);
  expect(light(part(root, '.hs-caller-popover'))).toEqual(['rgb(255, 255, 255)', 'oklch(0.925 0.006 215)', '1px']);
  expect(isHeard(list)).toBe(true);
  expect(root.activeElement).toBe(field);
  await userEvent.click(all.getByRole('option', { name: /Sales, Paris/ }));
  await waitFor(() => expect(field.value).toBe('Sales, Paris · +33 1 42 68 53 01'));
  await waitFor(() => expect(root.querySelector('[role=listbox]')).toBeNull());
});

test('a picker in a shadow root is worked with the keyboard, and a press elsewhere closes its list', async () => {
  const { root, all } = renderInShadow(
    <>
      <h1>Phone</h1>
      {dialer}
    </>,
  );
  const field = all.getByRole<HTMLInputElement>('combobox', { name: /Call with/ });
  await userEvent.tab();
  expect(root.activeElement).toBe(field);
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => expect(field.value).toBe('Sales, Paris · +33 1 42 68 53 01'));
  await userEvent.click(all.getByRole('button', { name: /Show numbers/ }));
  await all.findByRole('listbox');
  await userEvent.click(part(root, 'h1'));
  await waitFor(() => expect(root.querySelector('[role=listbox]')).toBeNull());
});

const boss = person('boss', 'admin');
const staff = [person('ann', 'agent', { extensions: ['11'] }), person('bob', 'agent')];

function renderEditor() {
  const backend = realApi(phones, [boss, person('chief', 'owner'), ...staff]).backendOf(boss, undefined, 20);
  return renderInShadow(
    <PermissionProvider catalog={phones} source={staticSource(grantsOf(boss))} client={new QueryClient()}>
      <MatrixEditor label="Permissions" backend={backend} saveMode="staged" />
    </PermissionProvider>,
  );
}

const cellName = 'View calls, Ann';

async function enter({ root, all }: ReturnType<typeof renderEditor>): Promise<HTMLElement> {
  const cell = await all.findByLabelText(cellName, { selector: '.hs-matrix-control' });
  await waitFor(() => expect(all.getByRole('grid').getAttribute('aria-busy')).toBe('false'));
  cell.focus();
  await waitFor(() => expect(root.activeElement).toBe(cell));
  return cell;
}

test('the menu and the popover of a matrix in a shadow root open there, styled, and give focus back', async () => {
  const shown = renderEditor();
  const { root, all } = shown;
  const cell = await enter(shown);
  await userEvent.keyboard('{Shift>}{F10}{/Shift}');
  const menu = await all.findByRole('menu');
  expect(menu.getRootNode()).toBe(root);
  expect(isHeard(menu)).toBe(true);
  await waitFor(() => expect(menu.contains(root.activeElement)).toBe(true));
  await userEvent.keyboard('{Enter}');
  const dialog = await all.findByRole('dialog', { name: /View calls/ });
  expect(light(part(root, '.hs-matrix-popover'))).toEqual(['rgb(255, 255, 255)', 'oklch(0.925 0.006 215)', '1px']);
  expect(isHeard(dialog)).toBe(true);
  await waitFor(() => expect(dialog.contains(root.activeElement)).toBe(true));
  // Inside of it everything can be reached, with pointer and keyboard.
  await userEvent.click(within(dialog).getByRole('radio', { name: /deny/i }));
  expect(dialog.isConnected).toBe(true);
  await userEvent.tab();
  expect(dialog.contains(root.activeElement)).toBe(true);
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(dialog.isConnected).toBe(false));
  await waitFor(() => expect(root.activeElement).toBe(cell));
});

test('a dialog of a matrix in a shadow root keeps focus inside, and gives it back', async () => {
  const shown = renderEditor();
  const { root, all } = shown;
  const cell = await enter(shown);
  await userEvent.keyboard('{Shift>}{F10}{/Shift}');
  await userEvent.click(await all.findByRole('menuitem', { name: 'History…' }));
  const dialog = await all.findByRole('dialog', { name: /History/ });
  expect(dialog.getRootNode()).toBe(root);
  expect(isHeard(dialog)).toBe(true);
  await waitFor(() => expect(dialog.contains(root.activeElement) || dialog === root.activeElement).toBe(true));
  await userEvent.tab();
  await userEvent.tab();
  expect(dialog.contains(root.activeElement) || dialog === root.activeElement).toBe(true);
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(dialog.isConnected).toBe(false));
  await waitFor(() => expect(root.activeElement).toBe(cell));
});

test('a question that is asked in a shadow root is answered there', async () => {
  const onYes = vi.fn<() => void>();
  const { root, all } = renderInShadow(
    <QuestionDialog
      isOpen
      tone="critical"
      title="Delete?"
      text="It is gone then."
      yes="Delete"
      no="Keep"
      onYes={onYes}
      onNo={() => {}}
    />,
  );
  const dialog = await all.findByRole('alertdialog');
  expect(dialog.getRootNode()).toBe(root);
  expect(isHeard(dialog)).toBe(true);
  const yes = within(dialog).getByRole('button', { name: 'Delete' });
  expect(light(yes)[0]).toBe('rgb(185, 35, 38)');
  await userEvent.click(yes);
  expect(onYes).toHaveBeenCalledOnce();
});

test.each(['open', 'closed'] as const)(
  'a control in a shadow root that is %s loses its right: focus goes to the next one there, and it is said',
  async (mode) => {
    const source = pushSource(`shadow:${mode}`);
    const { root } = renderInShadow(
      <PermissionProvider catalog={catalog} source={source} initialGrants={phoneGrants(['callerId.choose'])}>
        <main>
          <button type="button">Before</button>
          <Can permission="callerId.choose" on={{}}>
            <button type="button">Choose</button>
          </Can>
          <button type="button">After</button>
        </main>
      </PermissionProvider>,
      mode,
    );
    const all = within(root as Node as HTMLElement);
    all.getByRole('button', { name: 'Choose' }).focus();
    act(() => source.push(phoneGrants([], { revision: 2 })));
    expect(root.activeElement?.textContent).toBe('After');
    expect(root.querySelector('[role=status]')?.textContent).toMatch(/Choose/);
  },
);

test('a disabled control in a shadow root says why, also to whoever loses it while they have focus', async () => {
  const source = pushSource('shadow:disabled');
  const { root, all } = renderInShadow(
    <PermissionProvider catalog={catalog} source={source} initialGrants={phoneGrants(['callerId.choose'])}>
      <Can permission="callerId.choose" on={{}} mode="disable">
        <button type="button">Choose</button>
      </Can>
    </PermissionProvider>,
  );
  const button = all.getByRole('button', { name: 'Choose' });
  button.focus();
  act(() => source.push(phoneGrants([], { revision: 2 })));
  expect(root.activeElement).toBe(button);
  const reason = root.querySelector('[role=tooltip]')?.textContent ?? '';
  expect(reason).not.toBe('');
  expect(root.querySelector('[role=status]')?.textContent).toContain(reason);
  expect(getComputedStyle(part(root, '[role=tooltip]')).display).toBe('block');
  await userEvent.keyboard('{Escape}');
  expect(getComputedStyle(part(root, '[role=tooltip]')).display).toBe('none');
});
