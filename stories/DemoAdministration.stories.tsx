import type { Meta, StoryObj } from '@storybook/react-vite';
import { PermissionProvider } from 'hookswitch';
import { createHttpBackend, MatrixEditor } from 'hookswitch/components/MatrixEditor';
import { demoHeaders } from 'hookswitch/msw';
import { omnivoice } from 'hookswitch/presets';
import { httpSource } from 'hookswitch/sources';
import { type ReactElement, useMemo } from 'react';
import { expect, within } from 'storybook/test';
import { omnivoiceCalls, omnivoiceMembers, omnivoicePeople } from '../src/msw/demo/omnivoice.js';
import { CallFlowPage } from './demo/CallFlowPage.js';
import { liveApi } from './demo/liveApi.js';
import { mountOmnivoice } from './demo/mountOmnivoice.js';

interface Args {
  /** Who edits. */
  readonly editor: string;
  /** Who looks at the calls first. */
  readonly first: string;
}

const editors = omnivoiceMembers.filter(({ roles }) => !roles.includes('agent')).map(({ id }) => id);

const meta: Meta<Args> = {
  title: 'Demo/Administration',
  tags: ['!autodocs'],
  parameters: { layout: 'fullscreen' },
  args: { editor: 'dana', first: 'jasmine' },
  argTypes: {
    editor: { control: 'select', options: editors },
    first: { control: 'select', options: omnivoicePeople.map(({ id }) => id) },
  },
  loaders: [({ id }) => mountOmnivoice(id)],
  render: ({ editor, first }, { loaded }) => (
    <Page
      key={`${editor} ${first}`}
      baseUrl={String(loaded['baseUrl'])}
      recordingsUrl={String(loaded['recordingsUrl'])}
      editor={editor}
      first={first}
    />
  ),
};

export default meta;

type Story = StoryObj<Args>;

interface PageProps extends Args {
  readonly baseUrl: string;
  readonly recordingsUrl: string;
}

function Page({ baseUrl, recordingsUrl, editor, first }: PageProps): ReactElement {
  return (
    <>
      <Editor baseUrl={baseUrl} id={editor} />
      <CallFlowPage baseUrl={baseUrl} recordingsUrl={recordingsUrl} first={first} />
    </>
  );
}

/** The editor asks as its own person: what it may not give, it cannot give. */
function Editor({ baseUrl, id }: { readonly baseUrl: string; readonly id: string }): ReactElement | null {
  const member = omnivoiceMembers.find((each) => each.id === id);
  const [source, backend] = useMemo(() => {
    const headers = member ? demoHeaders(member) : {};
    return [
      httpSource({ url: baseUrl, user: id, headers }),
      createHttpBackend({ url: baseUrl, catalog: omnivoice, headers, pollEvery: 1000 }),
    ];
  }, [baseUrl, id, member]);
  if (!member) return null;
  return (
    <PermissionProvider catalog={omnivoice} source={source} subject={member}>
      <section className="demo-editor" aria-label={`What ${member.name ?? id} may give to others`}>
        <MatrixEditor label="Permissions" backend={backend} columns="members" />
      </section>
    </PermissionProvider>
  );
}

/** An edit above changes the page below, and every other browser that shows it, as soon as it is saved. */
export const Administration: Story = {};

/** The same, driven: a test and not in the sidebar. */
export const AnEditReachesThePage: Story = {
  tags: ['!dev'],
  async play({ canvasElement, loaded }) {
    // A real server is edited by people.
    if (liveApi !== undefined) return;
    const page = within(canvasElement);
    const says = (count: number) =>
      page.findByText(`${count} of ${omnivoiceCalls.length} calls are yours to see.`, undefined, { timeout: 20_000 });
    const own = omnivoiceCalls.filter((call) => call.ownerId === 'jasmine' || call.extension === '103');
    await says(own.length);
    await page.findByRole('grid', undefined, { timeout: 20_000 });
    const response = await fetch(`${String(loaded['baseUrl'])}/members/jasmine`, {
      method: 'PATCH',
      headers: {
        ...demoHeaders({ tenant: 'omnivoice-demo', id: 'dana' }),
        'content-type': 'application/json',
        'if-match': '*',
      },
      body: JSON.stringify({ operations: [{ op: 'set', permission: 'access.level', value: 'callFlow' }] }),
    });
    await expect(response.status).toBe(200);
    await says(omnivoiceCalls.filter((call) => call.callFlow === 'main' || own.includes(call)).length);
  },
};
