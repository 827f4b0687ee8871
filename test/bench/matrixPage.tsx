// The page of the matrix bench: one contestant at a time, chosen by the script that opens it.
import { QueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Cell, Column, Row, Table, TableBody, TableHeader, TableLayout, Virtualizer } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { MatrixEditor } from '../../src/components/MatrixEditor/MatrixEditor.js';
import { resolveGrants } from '../../src/evaluator/resolve/resolveGrants.js';
import { PermissionProvider } from '../../src/react/PermissionProvider.js';
import { staticSource } from '../../src/sources/staticSource.js';
import { benchBackend, benchCatalog, me, members, permissionCount } from './matrixData.js';

/** The functions of the page that its driver calls. */
export interface MatrixBench {
  /** Milliseconds from the first render to the paint with cells in it. */
  readonly mount: (name: string) => Promise<number>;
  /** Cells rendered so far. */
  readonly renders: () => number;
}

declare global {
  var bench: MatrixBench;
}

let renders = 0;

function Ours({ transposed }: { readonly transposed: boolean }) {
  const [backend] = useState(benchBackend);
  const count = () => {
    renders++;
    return null;
  };
  const [source] = useState(() => staticSource(resolveGrants(benchCatalog, me)));
  const [client] = useState(() => new QueryClient());
  return (
    <PermissionProvider catalog={benchCatalog} source={source} client={client}>
      <MatrixEditor label="Permissions" backend={backend} transposed={transposed} renderValue={count} />
    </PermissionProvider>
  );
}

const ids = Object.keys(benchCatalog.permissions).slice(0, permissionCount);
const first = new Map(
  members.map((member) => [
    member.id,
    new Set(resolveGrants(benchCatalog, members[0] ?? member).grants.map(({ permission }) => permission)),
  ]),
);

/** What somebody writes who takes the library's own virtualised table: a checkbox in each cell. */
function LibraryTable() {
  const [held, setHeld] = useState<ReadonlyMap<string, ReadonlySet<string>>>(first);
  const toggle = (member: string, permission: string) => {
    const next = new Set(held.get(member));
    if (!next.delete(permission)) next.add(permission);
    setHeld(new Map(held).set(member, next));
  };
  return (
    <Virtualizer layout={TableLayout} layoutOptions={{ rowHeight: 40, headingHeight: 56 }}>
      <Table aria-label="Permissions" style={{ blockSize: 512, inlineSize: 1000, overflow: 'auto' }} className="peer">
        <TableHeader>
          <Column isRowHeader width={200} minWidth={200}>
            Member
          </Column>
          {ids.map((id) => (
            <Column key={id} width={132} minWidth={132}>
              {benchCatalog.permissions[id]?.label}
            </Column>
          ))}
        </TableHeader>
        <TableBody items={members} dependencies={[held]}>
          {(member) => (
            <Row id={member.id}>
              <Cell>{member.name}</Cell>
              {ids.map((id) => (
                <Cell key={id}>
                  <Tick
                    label={`${id}, ${member.name}`}
                    checked={held.get(member.id)?.has(id) ?? false}
                    onChange={() => toggle(member.id, id)}
                  />
                </Cell>
              ))}
            </Row>
          )}
        </TableBody>
      </Table>
    </Virtualizer>
  );
}

/** What somebody writes who takes no library at all. */
function PlainTable() {
  const [held, setHeld] = useState<ReadonlyMap<string, ReadonlySet<string>>>(first);
  const toggle = (member: string, permission: string) => {
    const next = new Set(held.get(member));
    if (!next.delete(permission)) next.add(permission);
    setHeld(new Map(held).set(member, next));
  };
  return (
    <div style={{ blockSize: 512, inlineSize: 1000, overflow: 'auto' }} className="peer">
      <table>
        <tbody>
          {members.slice(0, plainMembers).map((member) => (
            <tr key={member.id}>
              <th scope="row">{member.name}</th>
              {ids.map((id) => (
                <td key={id}>
                  <Tick
                    label={`${id}, ${member.name}`}
                    checked={held.get(member.id)?.has(id) ?? false}
                    onChange={() => toggle(member.id, id)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A tenth: all of them do not fit into a tab. */
const plainMembers = 1000;

function Tick({
  label,
  checked,
  onChange,
}: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: () => void;
}) {
  renders++;
  return <input type="checkbox" aria-label={label} checked={checked} onChange={onChange} />;
}

const contestants = {
  ours: () => <Ours transposed={false} />,
  transposed: () => <Ours transposed />,
  library: () => <LibraryTable />,
  plain: () => <PlainTable />,
};

globalThis.bench = {
  renders: () => renders,
  mount: (name) =>
    new Promise((resolve) => {
      const draw = Object.entries(contestants).find(([id]) => id === name)?.[1];
      if (!draw) throw new Error(`There is no contestant '${name}'.`);
      const start = performance.now();
      createRoot(document.getElementById('root') ?? document.body).render(draw());
      const look = () => {
        if (!document.querySelector('input[type=checkbox][aria-label*="Member 0"]')) return requestAnimationFrame(look);
        // After the frame that holds the first cells has been painted.
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
        return undefined;
      };
      requestAnimationFrame(look);
    }),
};
