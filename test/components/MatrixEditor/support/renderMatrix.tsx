import { QueryClient } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { userEvent } from 'vitest/browser';
import '../../../../src/styles.css';
import { MatrixEditor, type MatrixEditorProps } from '../../../../src/components/MatrixEditor/MatrixEditor.js';
import { PermissionProvider } from '../../../../src/react/PermissionProvider.js';
import { staticSource } from '../../../../src/sources/staticSource.js';
import { resolveGrants } from '../../../../src/evaluator/resolve/resolveGrants.js';
import type { Catalog } from '../../../../src/model/catalog.js';
import type { Member } from '../../../../src/model/member.js';
import { person, phones } from '../../../matrix/support/phones.js';
import { realApi } from '../../../matrix/support/realApi.js';

export const boss = person('boss', 'admin');
export const chief = person('chief', 'owner');
export const staff = [person('ann', 'agent', { extensions: ['11'] }), person('bob', 'agent'), person('lea', 'lead')];

/** Renders the editor of one administrator over the real permission API. */
export function renderMatrix(
  props: Partial<MatrixEditorProps> = {},
  {
    as = boss,
    catalog = phones,
    api = realApi(catalog, [boss, chief, ...staff]),
  }: { as?: Member; catalog?: Catalog; api?: ReturnType<typeof realApi> } = {},
) {
  const backend = api.backendOf(as, undefined, 20);
  const shown = render(
    <PermissionProvider
      catalog={catalog}
      source={staticSource(resolveGrants(catalog, as, { revision: 1 }))}
      client={new QueryClient()}
    >
      <main>
        <button type="button">Before</button>
        <MatrixEditor label="Permissions" backend={backend} {...props} />
        <button type="button">After</button>
      </main>
    </PermissionProvider>,
  );
  return { ...shown, api, user: userEvent };
}
