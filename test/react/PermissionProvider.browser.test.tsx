import { focusManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import { Component, type ReactNode, StrictMode, Suspense, lazy, useLayoutEffect } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import {
  Can,
  PermissionProvider,
  useCan,
  useCheck,
  useEvaluator,
  usePermissionStatus,
  useValue,
} from '../../src/index.js';
import { defineCatalog } from '../../src/model/defineCatalog.js';
import { SourceError } from '../../src/client/SourceError.js';
import { staticSource } from '../../src/sources/staticSource.js';
import { allow, catalog, setOf } from './desk.js';
import { mount } from './mount.js';
import { createScriptedSource } from './scriptedSource.js';

const texting = [allow('sms.send')];

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Writes down every answer that reaches the page. */
function createWitness() {
  const commits: string[] = [];
  const Witness = ({ name = '' }: { readonly name?: string }) => {
    const { status } = useCheck('sms.send');
    useLayoutEffect(() => void commits.push(`${name}${status}`));
    return <i>{status}</i>;
  };
  return { commits, Witness };
}

describe('a change of props', () => {
  const other = createScriptedSource('elsewhere');
  const shop = defineCatalog({
    id: 'shop',
    dimensions: {},
    resources: {},
    permissions: { 'sms.send': { kind: 'right', label: 'Send' } },
    roles: {},
  });

  test.each([
    ['subject', { subject: { id: 'bob', tenant: 'acme' } }],
    ['tenant', { subject: { id: 'ada', tenant: 'rival' } }],
    ['source', { source: other }],
    ['catalog', { catalog: shop }],
  ])('of the %s leaves no commit with the old grants, and keeps the page', async (what, props) => {
    const { commits, Witness } = createWitness();
    const page = (
      <>
        <Witness name={`${what} `} />
        <input aria-label="Note" />
      </>
    );
    const { rerender, source } = mount(page, undefined, { subject: { id: 'ada', tenant: 'acme' } });
    await act(() => source.answer(setOf(texting)));
    const note = screen.getByRole('textbox');
    await userEvent.type(note, 'kept');
    expect(commits.at(-1)).toBe(`${what} allowed`);
    rerender(page, props);
    expect(commits.at(-1)).toBe(`${what} pending`);
    expect(commits.filter((each) => each === `${what} allowed`)).toHaveLength(1);
    expect(screen.getByRole('textbox')).toBe(note);
    expect(note).toHaveValue('kept');
  });

  test.each(['the same object', 'written again'])(
    'of the source does not bring the initial grants of the last person back (%s)',
    async (how) => {
      const { commits, Witness } = createWitness();
      const initialGrants = setOf(texting);
      const { rerender } = mount(<Witness />, undefined, { initialGrants });
      expect(commits).toEqual(['allowed']);
      rerender(<Witness />, {
        source: other,
        initialGrants: how === 'the same object' ? initialGrants : structuredClone(initialGrants),
      });
      expect(commits).toEqual(['allowed', 'pending']);
      await act(() => other.answer(setOf([], { id: 'bob' })));
      expect(commits.at(-1)).toBe('denied');
    },
  );

  test('of nothing but the objects keeps the grants and asks nobody', async () => {
    const { commits, Witness } = createWitness();
    const again = () => ({ subject: { id: 'ada', tenant: 'acme' }, source: { ...source, load: vi.fn<() => never>() } });
    const { rerender, source } = mount(<Witness />, undefined, { subject: { id: 'ada', tenant: 'acme' } });
    await act(() => source.answer(setOf(texting)));
    rerender(<Witness />, again());
    rerender(<Witness />, again());
    expect(commits.at(-1)).toBe('allowed');
    expect(source.asked).toBe(1);
  });

  test.each([
    ['catalog', { catalog: { ...catalog } }],
    ['client', { client: new QueryClient() }],
  ])('of the %s to one that is written in the component starts nothing again', async (what, props) => {
    const { commits, Witness } = createWitness();
    const { rerender, source } = mount(<Witness name={`${what} `} />);
    await act(() => source.answer(setOf(texting)));
    rerender(<Witness name={`${what} `} />, props);
    expect(commits.filter((each) => each === `${what} pending`)).toHaveLength(1);
    expect(commits.at(-1)).toBe(`${what} allowed`);
    expect(source.asked).toBe(1);
  });

  test.each([
    ['catalog', 'no-catalog', { catalog: undefined }],
    ['source', 'no-source', { source: undefined }],
  ])('without a %s it is closed and says so, and it starts once that is there', async (_what, code, props) => {
    const State = () => <b>{usePermissionStatus().error?.code ?? 'none'}</b>;
    const page = (
      <>
        <State />
        <Can permission="sms.send" denied={<p>denied</p>} unknown={<p>closed</p>}>
          <p>Send</p>
        </Can>
      </>
    );
    const { rerender } = mount(page, texting, props);
    await waitFor(() => expect(screen.getByText(code)).toBeVisible());
    await waitFor(() => expect(screen.getByText('closed')).toBeVisible());
    rerender(page, { catalog, source: createScriptedSource() });
    await waitFor(() => expect(screen.getByText('none')).toBeVisible());
    await waitFor(() => expect(screen.getByText('Send')).toBeVisible());
  });

  test('of the source object is heard by the next load, as when a token was renewed', async () => {
    const { rerender, source } = mount(<i />, []);
    const renewed = { ...source, load: vi.fn<() => Promise<unknown>>(() => Promise.resolve(setOf(texting))) };
    rerender(
      <Can permission="sms.send">
        <p>Send</p>
      </Can>,
      { source: renewed },
    );
    act(() => source.tell({ type: 'changed' }));
    await waitFor(() => expect(screen.getByText('Send')).toBeVisible());
    expect(renewed.load).toHaveBeenCalledOnce();
  });

  test('of a static source shows the other person in one step', async () => {
    const Page = () => <p>{`${useEvaluator()?.grantSet.subject.id} ${useCan('sms.send')}`}</p>;
    const show = (id: string, grants = texting) => (
      <PermissionProvider catalog={catalog} source={staticSource(setOf(grants, { id }))}>
        <Page />
      </PermissionProvider>
    );
    const { rerender } = render(show('ada'));
    await waitFor(() => expect(screen.getByText('ada true')).toBeVisible());
    rerender(show('bob', []));
    expect(screen.queryByText('ada true')).toBeNull();
    await waitFor(() => expect(screen.getByText('bob false')).toBeVisible());
  });
});

describe('the page around it', () => {
  test('two providers side by side answer each for themselves', () => {
    const provider = (id: string, grants: typeof texting) => (
      <PermissionProvider
        catalog={catalog}
        source={createScriptedSource(id)}
        initialGrants={setOf(grants, { id })}
        client={new QueryClient()}
      >
        <Can permission="sms.send" denied={<p>{id} may not</p>}>
          <p>{id} may</p>
        </Can>
      </PermissionProvider>
    );
    render(
      <>
        {provider('ada', texting)}
        {provider('bob', [])}
      </>,
    );
    expect(screen.getByText('ada may')).toBeVisible();
    expect(screen.getByText('bob may not')).toBeVisible();
  });

  test('StrictMode loads, renders and cleans up as without it', async () => {
    const source = createScriptedSource();
    const { unmount } = render(
      <StrictMode>
        <PermissionProvider catalog={catalog} source={source}>
          <Can permission="sms.send" mode="disable">
            <button type="button">Send</button>
          </Can>
        </PermissionProvider>
      </StrictMode>,
    );
    expect(screen.getByRole('button')).toHaveAttribute('aria-disabled', 'true');
    expect([source.waiting, source.listeners]).toEqual([1, 1]);
    await act(() => source.answer(setOf(texting)));
    expect(screen.getByRole('button')).not.toHaveAttribute('aria-disabled');
    unmount();
    expect([source.waiting, source.listeners]).toEqual([0, 0]);
  });

  test('a gate that suspends shows its fallback and then what is allowed', async () => {
    let arrive = (_: { default: () => ReactNode }) => {};
    const Late = lazy(() => new Promise<{ default: () => ReactNode }>((resolve) => (arrive = resolve)));
    const { give } = mount(
      <Suspense fallback={<p>Loading the page</p>}>
        <Can permission="sms.send">
          <Late />
        </Can>
      </Suspense>,
      [],
    );
    expect(screen.queryByText('Loading the page')).toBeNull();
    give(texting);
    await waitFor(() => expect(screen.getByText('Loading the page')).toBeVisible());
    await act(async () => arrive({ default: () => <p>Here</p> }));
    await waitFor(() => expect(screen.getByText('Here')).toBeVisible());
  });

  test('it takes the query client of the page where there is one', async () => {
    const client = new QueryClient();
    const source = createScriptedSource();
    render(
      <QueryClientProvider client={client}>
        <PermissionProvider catalog={catalog} source={source}>
          <Can permission="sms.send">
            <p>Send</p>
          </Can>
        </PermissionProvider>
      </QueryClientProvider>,
    );
    await act(() => source.answer(setOf(texting)));
    await waitFor(() => expect(screen.getByText('Send')).toBeVisible());
    expect(client.getQueryCache().getAll()).toHaveLength(1);
  });

  test('without a provider everything is closed, tells why, and nothing breaks', async () => {
    const Page = () => {
      const decision = useCheck('sms.send');
      const { state, error, refetch } = usePermissionStatus();
      const value = useValue('calls.maxChannels');
      return (
        <button type="button" onClick={() => void refetch()}>
          {[decision.status === 'unknown' && decision.cause, state, error?.code, String(value)].join(' ')}
        </button>
      );
    };
    render(<Page />);
    await userEvent.click(screen.getByText('no-provider error no-provider undefined'));
  });

  test('a gate that asks while its parent fails leaves the error to the parent', () => {
    class Boundary extends Component<{ children: ReactNode }, { failed: boolean }> {
      override state = { failed: false };
      static getDerivedStateFromError = () => ({ failed: true });
      override render = () => (this.state.failed ? <p>The app's own error</p> : this.props.children);
    }
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const Broken = (): ReactNode => {
      throw new Error('mine');
    };
    mount(
      <Boundary>
        <Can permission="sms.send">
          <Broken />
        </Can>
      </Boundary>,
      texting,
    );
    expect(screen.getByText("The app's own error")).toBeVisible();
  });
});

describe('hydration', () => {
  const page = (grants: readonly ReturnType<typeof allow>[] | undefined, source = createScriptedSource()) => (
    <PermissionProvider
      catalog={catalog}
      source={source}
      client={new QueryClient()}
      initialGrants={grants && setOf(grants)}
    >
      <Can permission="sms.send" pending={<p>wait</p>} denied={<p>may not</p>}>
        <p>may</p>
      </Can>
      <Can permission="reports.view" mode="disable">
        <button type="button">Reports</button>
      </Can>
    </PermissionProvider>
  );

  test.each([
    ['the initial grants', texting, 'may'],
    ['no initial grants', undefined, 'wait'],
  ])('with %s takes over what the server sent without a word, and loads on', async (_what, grants, shown) => {
    const complained = vi.spyOn(console, 'error');
    const container = document.body.appendChild(document.createElement('div'));
    container.innerHTML = renderToString(page(grants));
    expect(container).toHaveTextContent(shown);
    const before = container.querySelector('p');
    const source = createScriptedSource();
    const recovered = vi.fn<(error: unknown) => void>();
    const root = await act(async () => hydrateRoot(container, page(grants, source), { onRecoverableError: recovered }));
    expect(container.querySelector('p')).toBe(before);
    expect([recovered.mock.calls, complained.mock.calls]).toEqual([[], []]);
    await act(() => source.answer(setOf([], { revision: 2 })));
    expect(container).toHaveTextContent('may not');
    act(() => root.unmount());
    container.remove();
  });

  test('of a part that comes later starts from what the server sent, then shows what is true now', async () => {
    const complained = vi.spyOn(console, 'error');
    const recovered = vi.fn<(error: unknown) => void>();
    const source = createScriptedSource();
    const Part = () => <p>{useCan('sms.send') ? 'may' : 'may not'}</p>;
    let arrive = () => {};
    const LatePart = lazy(
      () => new Promise<{ default: typeof Part }>((resolve) => (arrive = () => resolve({ default: Part }))),
    );
    const around = (part: ReactNode, from = createScriptedSource()) => (
      <PermissionProvider catalog={catalog} source={from} client={new QueryClient()} initialGrants={setOf(texting)}>
        <Suspense fallback={<p>late</p>}>{part}</Suspense>
      </PermissionProvider>
    );
    const container = document.body.appendChild(document.createElement('div'));
    container.innerHTML = renderToString(around(<Part />));
    const sent = container.querySelector('p');
    const root = await act(async () =>
      hydrateRoot(container, around(<LatePart />, source), { onRecoverableError: recovered }),
    );
    await act(() => source.answer(setOf([], { revision: 2 })));
    expect(container.querySelector('p')).toBe(sent);
    await act(async () => arrive());
    await vi.waitFor(() => expect(sent).toHaveTextContent('may not'));
    expect(container.querySelector('p')).toBe(sent);
    expect([recovered.mock.calls, complained.mock.calls]).toEqual([[], []]);
    act(() => root.unmount());
    container.remove();
  });
});

describe('the status', () => {
  const Status = () => {
    const { state, error, isFetching, refetch } = usePermissionStatus();
    return (
      <button type="button" onClick={() => void refetch()}>
        {[state, isFetching ? 'asking' : 'quiet', error?.code, error?.issue?.path].filter(Boolean).join(' ')}
      </button>
    );
  };
  const shows = (text: string) => screen.findByText(text);

  test('follows the source from loading over failing to closed, and back', async () => {
    const { source } = mount(<Status />, undefined, { keepFor: 0 });
    expect(await shows('loading asking')).toBeVisible();
    await act(() => source.answer(setOf(texting)));
    expect(await shows('ready quiet')).toBeVisible();
    await userEvent.click(screen.getByRole('button'));
    await act(() => source.fail(new SourceError('network', 'Gone.', { retryable: false })));
    expect(await shows('closed quiet source-failed')).toBeVisible();
    await userEvent.click(screen.getByRole('button'));
    await act(() => source.answer(setOf(texting)));
    expect(await shows('ready quiet')).toBeVisible();
  });

  test('names the path of what cannot be read', async () => {
    const { source } = mount(<Status />);
    await act(() => source.answer({ ...setOf(texting), grants: [{ permission: 7 }] }));
    expect(await shows('error quiet malformed grants[0].permission')).toBeVisible();
  });

  test('warns of grants that the catalog does not know while the rest is in force', async () => {
    const { source } = mount(<Status />);
    await act(() => source.answer(setOf([...texting, allow('fax.send')])));
    expect(await shows('ready quiet unknown-name grants[1].permission')).toBeVisible();
  });

  test('a source that fails is asked again by itself', async () => {
    vi.useFakeTimers();
    const { source } = mount(<Status />);
    await act(() => source.fail(new SourceError('network', 'Gone.', { retryable: false })));
    expect(source.asked).toBe(1);
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(source.asked).toBe(2);
    await act(() => source.answer(setOf(texting)));
    expect(screen.getByRole('button')).toHaveTextContent('ready quiet');
  });

  test('a source that fails is asked again while the page is behind others', async () => {
    vi.useFakeTimers();
    focusManager.setFocused(false);
    const { source } = mount(<Status />);
    await act(() => source.fail(new SourceError('network', 'Gone.', { retryable: false })));
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    focusManager.setFocused(undefined);
    expect(source.asked).toBe(2);
  });

  test('the source is asked again when the page comes back to the front', async () => {
    const { source } = mount(<Status />);
    await act(() => source.answer(setOf(texting)));
    act(() => void window.dispatchEvent(new Event('visibilitychange')));
    await vi.waitFor(() => expect(source.asked).toBe(2));
  });
});
