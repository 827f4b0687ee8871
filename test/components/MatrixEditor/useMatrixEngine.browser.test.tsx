import { QueryClient } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import { StrictMode } from 'react';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../../src/styles.css';
import { createHttpBackend, MatrixEditor, type MatrixEditorProps } from '../../../src/components/MatrixEditor/index.js';
import { demoHeaders } from '../../../src/mocks/demoAuthenticate.js';
import type { Member } from '../../../src/model/member.js';
import { PermissionProvider } from '../../../src/react/PermissionProvider.js';
import { staticSource } from '../../../src/sources/staticSource.js';
import { grantsOf, person, phones } from './support/phones.js';
import { realApi } from './support/realApi.js';
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
  expect(screen.getByText('1 not applied')).toBeVisible();
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
