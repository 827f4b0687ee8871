import { QueryClient } from '@tanstack/react-query';
import { renderToString } from 'react-dom/server';
import { describe, expect, test, vi } from 'vitest';
import { Can, PermissionProvider, type PermissionProviderProps, usePermissionStatus } from '../../src/index.js';
import { systemClock } from '../../src/client/systemClock.js';
import { allow, catalog, setOf } from './desk.js';
import { createScriptedSource } from './scriptedSource.js';

const atZero = { ...systemClock, now: () => 0, ticks: () => 0 };

const Status = () => <i>{usePermissionStatus().state}</i>;

function render(props: Partial<PermissionProviderProps> = {}, page = <Page />) {
  const source = createScriptedSource();
  const client = new QueryClient();
  const html = renderToString(
    <PermissionProvider catalog={catalog} source={source} client={client} clock={atZero} {...props}>
      {page}
    </PermissionProvider>,
  );
  return { html, source, client };
}

const Page = () => (
  <>
    <Status />
    <Can permission="sms.send" pending={<b>wait</b>}>
      <button type="button">Send</button>
    </Can>
  </>
);

describe('rendering on a server', () => {
  test('answers from the initial grants and asks nobody', () => {
    const { html, source, client } = render({ initialGrants: setOf([allow('sms.send')], { issuedAt: 0 }) });
    expect(html).toContain('<i>ready</i><button type="button">Send</button>');
    expect(source.asked).toBe(0);
    expect(client.getQueryCache().getAll()).toEqual([]);
  });

  test('is pending without initial grants', () => {
    expect(render().html).toContain('<i>loading</i><b>wait</b>');
  });

  test('marks what is disabled already in what it sends', () => {
    const page = (
      <Can permission="sms.send" mode="disable">
        <button type="button">Send</button>
      </Can>
    );
    const { html } = render({ initialGrants: setOf([], { issuedAt: 0 }) }, page);
    const [, id] = /aria-describedby="([^"]+)"/.exec(html) ?? [];
    expect(html).toContain('aria-disabled="true"');
    expect(html).toContain(`id="${id}" hidden="">Your role does not include this.`);
  });

  test('without a provider is closed, and says so', () => {
    const html = renderToString(<Page />);
    expect(html).toBe('<i>error</i>');
  });

  test('says nothing on the console', () => {
    const said = vi.spyOn(console, 'error');
    render();
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
  });
});
