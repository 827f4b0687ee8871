import type { ReactNode } from 'react';
import { omnivoicePeople } from '../../src/msw/demo/omnivoice.js';

/** The sample call flow: two numbers, a menu, two groups and two people. */
export function CallFlowDiagram(): ReactNode {
  return (
    <section aria-labelledby="demo-flow" className="demo-flow">
      <h2 id="demo-flow">The call flow</h2>
      <ol>
        <li>
          <strong>Numbers</strong>
          <span>
            <bdi dir="ltr">+1 (213) 647-2453</bdi>
          </span>
          <span>
            <bdi dir="ltr">+1 (332) 213-9228</bdi>
          </span>
        </li>
        <Group name="Sales" id="sales" />
        <Group name="Support" id="support" />
        <li>
          <strong>Direct steps</strong>
          <span>103 Jasmine</span>
          <span>106 Karey</span>
        </li>
        <li data-outside="">
          <strong>Outside</strong>
          <span>105 Leo, Manager of both numbers</span>
        </li>
      </ol>
    </section>
  );
}

function Group({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <li>
      <strong>{name}</strong>
      {omnivoicePeople
        .filter(({ memberships }) => memberships['group']?.includes(id))
        .map((person) => (
          <span key={person.id}>
            {person.extensions[0]} {person.name}
          </span>
        ))}
    </li>
  );
}
