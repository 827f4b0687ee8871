// What a component shows of what the five pages say, for a person of the page and without a word on which permission is
// which.
import { screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, test } from 'vitest';
import {
  AfterCallForm,
  LiveCallControls,
  MaskedNumber,
  RecordButton,
  RecordingPlayer,
  WaitingList,
} from '../../src/components/index.js';
import { Can } from '../../src/index.js';
import { resolveGrants } from '../../src/evaluator/resolve/resolveGrants.js';
import { Dialer } from '../components/CallerIdPicker/support/Dialer.js';
import { mountPhone } from '../components/phone/mountPhone.js';
import { catalogOfPage, type PageFile, type PagePart, pages, personOf } from './pages.js';

const nothing = () => {};
const call = { id: 'call-1', extension: '102', userId: 'uma', number: '+33140000001' };

interface PartProps {
  readonly on: object | undefined;
  readonly props: Readonly<Record<string, unknown>>;
}

const parts: Readonly<Record<string, (given: PartProps) => ReactNode>> = {
  Can: ({ on, props }) => (
    <Can permission={String(props['permission'])} {...(on && { on })}>
      <p>Shown</p>
    </Can>
  ),
  RecordingPlayer: ({ on, props }) => (
    <RecordingPlayer
      recording={{ id: '7', title: 'A call', duration: 21 }}
      on={on ?? call}
      getSource={() => Promise.resolve({ url: '/recording.mp3', duration: 21 })}
      onDelete={() => Promise.resolve()}
      {...props}
    />
  ),
  CallerIdPicker: ({ props: { numbers, ...more } }) => {
    const ids: readonly string[] = Array.isArray(numbers) ? numbers : [];
    const own = ids.map((id, i) => ({ id, number: id, label: `Line ${'AB'[i] ?? i}`, ivr: 'main' }));
    return <Dialer country="FR" defaultId={ids[0]} numbers={own} {...more} />;
  },
  LiveCallControls: ({ on }) => (
    <LiveCallControls call={{ ...call, ...on }} onListen={nothing} onWhisper={nothing} onBarge={nothing} onStop={nothing} />
  ),
  RecordButton: ({ props }) => (
    <RecordButton callId="call-1" isRecording={false} onStart={nothing} onStop={nothing} {...props} />
  ),
  WaitingList: () => (
    <WaitingList
      calls={[{ ...call, name: 'Waiting caller', since: Date.now() - 60_000 }]}
      onPickUp={nothing}
    />
  ),
  AfterCallForm: () => (
    <AfterCallForm callId="call-1" endedAt={Date.now()} tags={[{ id: 'sale', label: 'Sale' }]} onClose={nothing} />
  ),
  MaskedNumber: () => <MaskedNumber number="+33140000001" display="+33 1 40 00 00 01" />,
};

/** Whether something is there, by a word for its kind and its name. */
const kinds: Readonly<Record<string, (name: string, root: HTMLElement) => boolean>> = {
  text: (name, root) => (root.textContent ?? '').includes(name),
  button: (name) => screen.queryAllByRole('button', { name: startsWith(name) }).length > 0,
  enabled: (name) => screen.queryAllByRole('button', { name: startsWith(name) }).some((each) => !isDisabled(each)),
  disabled: (name) => screen.queryAllByRole('button', { name: startsWith(name) }).some(isDisabled),
  mode: (name, root) => root.querySelector('[data-mode]')?.getAttribute('data-mode') === name,
};

function startsWith(name: string): RegExp {
  return new RegExp(`^${name}`);
}

function isDisabled(element: HTMLElement): boolean {
  return element.getAttribute('aria-disabled') === 'true' || element.matches(':disabled');
}

function isThere(what: string, root: HTMLElement): boolean {
  const [kind = '', ...name] = what.split(' ');
  const isKind = kinds[kind];
  if (!isKind) throw new Error(`'${what}' is of no kind that can be looked for, so nothing was looked for.`);
  return isKind(name.join(' '), root);
}

async function look(page: PageFile, part: PagePart): Promise<void> {
  const catalog = catalogOfPage(page);
  const draw = parts[part.part];
  if (!draw) throw new Error(`There is no part '${part.part}', so nothing was looked at.`);
  const grants = resolveGrants(catalog, personOf(page, part));
  const { container, unmount } = mountPhone(draw({ on: part.on, props: { ...part.props } }), grants, { catalog });
  const told = [...(part.sees ?? []).map((what) => [what, true] as const), ...(part.lacks ?? []).map((what) => [what, false] as const)];
  try {
    await waitFor(() => expect([part.as, told.map(([what]) => [what, isThere(what, container)])]).toEqual([part.as, told]), { timeout: 5_000 });
  } finally {
    unmount();
  }
}

describe.each(pages.map((page) => [catalogOfPage(page).label ?? page.catalog, page] as const))('%s', (_, page) => {
  const shown = page.statements.filter(({ parts: all, not }) => not === undefined && all);
  test.each(shown.map((statement) => [statement.says, statement] as const))('%s', async (_says, statement) => {
    for (const part of statement.parts ?? []) await look(page, part);
  });
});
