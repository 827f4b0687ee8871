import { QueryClient } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import { StrictMode, useState } from 'react';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../../src/styles.css';
import { createHttpBackend, MatrixEditor, type MatrixEditorProps } from '../../../src/components/MatrixEditor/index.js';
import { demoHeaders } from '../../../src/msw/demoAuthenticate.js';
import type { Member } from '../../../src/model/member.js';
import { PermissionProvider } from '../../../src/react/PermissionProvider.js';
import { staticSource } from '../../../src/sources/staticSource.js';
import { grantsOf, person, phones } from '../../matrix/support/phones.js';
import { realApi } from '../../matrix/support/realApi.js';
import { boss, chief, staff } from './support/renderMatrix.js';

/** A page with one backend for whoever is signed in. */
function page() {
  const api = realApi(phones, [boss, chief, ...staff]);
  const client = new QueryClient();
  const edits: Request[] = [];
  let signedIn: Member = boss;
  const backend = createHttpBackend({
    url: 'https://phone.example',
    catalog: phones,
    headers: () => demoHeaders(signedIn),
    fetch: (input, init) => {
      if (init?.method === 'PATCH') edits.push(new Request(input, init));
      return api.fetch(input, init);
    },
  });
  const of = (member: Member, props: Partial<MatrixEditorProps>) => {
    signedIn = member;
    return (
      <StrictMode>
        <PermissionProvider catalog={phones} source={staticSource(grantsOf(member))} client={client}>
          <MatrixEditor label="Permissions" backend={backend} {...props} />
        </PermissionProvider>
      </StrictMode>
    );
  };
  return { of, edits, api };
}

const settle = () => waitFor(() => expect(screen.getByRole('grid')).toHaveAttribute('aria-busy', 'false'));

test('nothing that somebody left unsaved is shown to, or saved for, whoever signs in next', async () => {
  const { of, edits } = page();
  const { rerender } = render(of(boss, { saveMode: 'staged' }));
  (await screen.findByLabelText('Channels, Ann: 1')).focus();
  await settle();
  await userEvent.keyboard('6{Enter}');
  await screen.findByText('1 not applied');
  rerender(of(chief, { saveMode: 'staged' }));
  expect(screen.queryByText('1 not applied')).toBeNull();
  expect(screen.queryByLabelText(/^Channels, Ann/)).toBeNull();
  await screen.findByLabelText('Channels, Ann: 1');
  await settle();
  expect(screen.queryByText('1 not applied')).toBeNull();
  expect(edits).toHaveLength(0);
});

test('a new look at the grants of the same person keeps what is not saved', async () => {
  const { of } = page();
  const { rerender } = render(of(boss, { saveMode: 'staged' }));
  (await screen.findByLabelText('Channels, Ann: 1')).focus();
  await settle();
  await userEvent.keyboard('6{Enter}');
  await screen.findByText('1 not applied');
  rerender(of(boss, { saveMode: 'staged' }));
  await waitFor(() => expect(screen.getByText('1 not applied')).toBeVisible());
});

test('what is being saved when the editor is taken off the page is saved', async () => {
  const { of, api } = page();
  const { rerender } = render(of(boss, {}));
  (await screen.findByLabelText('Channels, Ann: 1')).focus();
  await settle();
  await userEvent.keyboard('6{Enter}');
  await userEvent.keyboard('{ArrowDown}');
  rerender(<p>Another page</p>);
  await waitFor(async () => expect(await api.reader.audit({ limit: 10 })).toHaveLength(1));
});

test('an editor that is mounted twice over, as in strict mode, reads without a failure', async () => {
  const { of } = page();
  render(of(person('boss', 'admin'), {}));
  const heard: string[] = [];
  const watch = new MutationObserver(() => heard.push(document.body.textContent ?? ''));
  watch.observe(document.body, { childList: true, subtree: true, characterData: true });
  await screen.findByLabelText('Channels, Ann: 1');
  await settle();
  watch.disconnect();
  expect(heard.join()).not.toContain('could not be read');
});

/** A page that renders again at each keystroke and makes everything that the editor is given anew each time. */
function Restless({
  api,
  tenant,
  more = () => ({}),
}: {
  readonly api: ReturnType<typeof realApi>;
  readonly tenant?: string;
  readonly more?: (text: string) => Partial<MatrixEditorProps>;
}) {
  const [text, setText] = useState('');
  const backend = createHttpBackend({
    url: 'https://phone.example',
    ...(tenant !== undefined && { tenant }),
    catalog: phones,
    headers: () => ({ ...demoHeaders(boss), 'x-typed': text }),
    fetch: (input, init) => api.fetch(input, init),
    pollEvery: 20,
  });
  return (
    <>
      <input aria-label="Elsewhere" value={text} onChange={(event) => setText(event.target.value)} />
      <MatrixEditor
        label="Permissions"
        saveMode="staged"
        backend={backend}
        catalog={{ ...phones, permissions: { ...phones.permissions } }}
        holders={(role) => (role === 'owner' ? 2 : 7)}
        countImpact={async (changes) => [{ label: 'calls become visible', count: changes.length }]}
        renderValue={() => null}
        {...more(text)}
      />
    </>
  );
}

function restless(props: Omit<Parameters<typeof Restless>[0], 'api'> = {}) {
  const api = realApi(phones, [boss, chief, ...staff]);
  let asked: Request[] = [];
  const watched = {
    ...api,
    fetch: (input: RequestInfo | URL, init?: RequestInit) => {
      asked = [...asked, new Request(input, init)];
      return api.fetch(input, init);
    },
  };
  const source = staticSource(grantsOf(boss));
  const client = new QueryClient();
  const of = (each: Omit<Parameters<typeof Restless>[0], 'api'>) => (
    <StrictMode>
      <PermissionProvider catalog={phones} source={source} client={client}>
        <Restless api={watched} {...each} />
      </PermissionProvider>
    </StrictMode>
  );
  const { rerender } = render(of(props));
  const readings = () => asked.filter(({ url }) => new URL(url).pathname === '/members').length;
  return { api, asked: () => asked, readings, rerender: (each: typeof props) => rerender(of(each)) };
}

const stage = async () => {
  (await screen.findByLabelText('Channels, Ann: 1')).focus();
  await settle();
  await userEvent.keyboard('6{Enter}');
  await screen.findByText('1 not applied');
};

test('a page that makes backend, catalog, holders and callbacks anew at each keystroke keeps what is staged', async () => {
  const { readings, asked, api } = restless();
  await stage();
  const before = readings();
  const cell = screen.getByLabelText('Channels, Ann: 6');
  await userEvent.type(screen.getByLabelText('Elsewhere'), 'hello');
  await waitFor(() => expect(screen.getByText('1 not applied')).toBeVisible());
  // The same element: nothing was mounted again.
  expect(screen.getByLabelText('Channels, Ann: 6')).toBe(cell);
  expect(readings()).toBe(before);
  await userEvent.click(screen.getByRole('button', { name: /^Undo/ }));
  await waitFor(() => expect(screen.getByLabelText('Channels, Ann: 1')).toBeVisible());
  await userEvent.click(screen.getByRole('button', { name: /^Redo/ }));
  await userEvent.click(await screen.findByRole('button', { name: /^Review/ }));
  await userEvent.click(await screen.findByRole('button', { name: 'Apply 1' }));
  await waitFor(async () => expect(await api.reader.audit({ limit: 10 })).toHaveLength(1));
  // What is sent is sent with the headers of the last rendering.
  expect(
    asked()
      .find(({ method }) => method === 'PATCH')
      ?.headers.get('x-typed'),
  ).toBe('hello');
});

test('an editor that is being typed into keeps focus and text while the page around it renders again', async () => {
  const { rerender } = restless();
  (await screen.findByLabelText('Channels, Ann: 1')).focus();
  await settle();
  await userEvent.keyboard('6');
  const field = document.activeElement;
  rerender({});
  rerender({ more: () => ({ holders: () => 3 }) });
  expect(document.activeElement).toBe(field);
  expect(field).toHaveValue('6');
});

test('a callback that makes its page render again is not asked for ever', async () => {
  let asked = 0;
  function Counting() {
    const [, setCounts] = useState(0);
    const api = useState(() => realApi(phones, [boss, chief, ...staff]))[0];
    const backend = useState(() => api.backendOf(boss))[0];
    const countImpact: MatrixEditorProps['countImpact'] = async () => {
      asked++;
      setCounts((count) => count + 1);
      return [{ label: 'calls become visible', count: 3 }];
    };
    return (
      <PermissionProvider catalog={phones} source={staticSource(grantsOf(boss))}>
        <MatrixEditor label="Permissions" backend={backend} countImpact={countImpact} />
      </PermissionProvider>
    );
  }
  render(<Counting />);
  (await screen.findByLabelText('Export calls, Ann')).focus();
  await settle();
  await userEvent.keyboard('{F2}');
  await userEvent.click(await screen.findByRole('radio', { name: /^Allow/ }));
  await screen.findByText(/3 calls become visible/);
  // Once when it opened, and once for what was chosen.
  expect(asked).toBeLessThan(6);
});

test('a backend of another key begins again, with nothing of the one before', async () => {
  const { rerender, readings } = restless({ tenant: 'acme' });
  await stage();
  const before = readings();
  rerender({ tenant: 'acme' });
  await waitFor(() => expect(screen.getByText('1 not applied')).toBeVisible());
  rerender({ tenant: 'other' });
  await screen.findByLabelText('Channels, Ann: 1');
  expect(screen.queryByText('1 not applied')).toBeNull();
  expect(readings()).toBeGreaterThan(before);
});

test('a catalog that says something else begins again', async () => {
  const { rerender } = restless();
  await stage();
  const tag = { ...phones.permissions, 'calls.tag': { kind: 'duty', label: 'Tag every call' } } as const;
  rerender({ more: () => ({ catalog: { ...phones, permissions: tag } }) });
  await waitFor(() => expect(screen.getByLabelText('Tag every call, Ann')).toBeVisible());
  expect(screen.queryByText('1 not applied')).toBeNull();
});
