import { act, screen, waitFor } from '@testing-library/react';
import { memo } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { Can, useCan, useCheck, usePermissionStatus } from '../../src/index.js';
import type { Decision } from '../../src/model/decision.js';
import { allow, inQueues } from './desk.js';
import { mount } from './mount.js';

const queues = Array.from({ length: 100 }, (_, i) => `q${i}`);
const calls = Array.from({ length: 10_000 }, (_, i) => ({ id: i, queue: queues[i % queues.length] ?? '' }));
const rendered = vi.fn<(what: 'gate' | 'content' | 'status') => void>();
const reset = () => void rendered.mockClear();
const count = (what: string) => rendered.mock.calls.filter(([each]) => each === what).length;

const Gate = memo(({ call }: { readonly call: (typeof calls)[number] }) => {
  rendered('gate');
  const isOpen = useCan('recordings.play', call);
  return isOpen ? <i>{call.id}</i> : null;
});

const Shown = () => {
  rendered('content');
  return <b />;
};

describe('ten thousand gates', () => {
  test('render only where the answer flips, and not at all where nothing changed', () => {
    const { give, container } = mount(
      calls.map((call) => <Gate key={call.id} call={call} />),
      [allow('recordings.play', inQueues(...queues))],
    );
    expect(container.getElementsByTagName('i')).toHaveLength(10_000);

    reset();
    give([allow('recordings.play', inQueues(...queues))]);
    expect(count('gate')).toBe(0);

    give([allow('recordings.play', inQueues(...queues.slice(1)))]);
    expect(count('gate')).toBe(100);
    expect(container.getElementsByTagName('i')).toHaveLength(9_900);

    reset();
    give([allow('recordings.play', inQueues(...queues)), allow('sms.send')]);
    expect(count('gate')).toBe(100);
  });

  test('of Can render only what they show, and only where the answer flips', () => {
    const child = <Shown />;
    const { give, container } = mount(
      calls.map((call) => (
        <Can key={call.id} permission="recordings.play" on={call}>
          {child}
        </Can>
      )),
      [allow('recordings.play', inQueues(...queues.slice(1)))],
    );
    expect(container.getElementsByTagName('b')).toHaveLength(9_900);
    reset();
    give([allow('recordings.play', inQueues(...queues))]);
    expect(count('content')).toBe(100);
    expect(container.getElementsByTagName('b')).toHaveLength(10_000);
  });
});

describe('one gate', () => {
  test('keeps the same decision for as long as it says the same', () => {
    const seen: Decision[] = [];
    const see = (decision: Decision) => void seen.push(decision);
    const Ask = () => {
      see(useCheck('sms.send'));
      return null;
    };
    const { give, rerender } = mount(<Ask />, [allow('sms.send')]);
    give([allow('sms.send'), allow('calls.view', 'all')]);
    expect(seen).toHaveLength(1);
    rerender(<Ask />);
    expect(seen[1]).toBe(seen[0]);
    give([allow('sms.send', undefined, { from: 'member' })]);
    expect(seen[2]).toMatchObject({ status: 'allowed', by: { from: 'member' } });
  });

  test('does not render for the status, nor the status for it', async () => {
    const Status = () => {
      rendered('status');
      return <p>{usePermissionStatus().isConnected === false ? 'cut' : 'fine'}</p>;
    };
    const first = calls[0] ?? { id: 0, queue: '' };
    const { source } = mount([<Gate key="gate" call={first} />, <Status key="status" />], []);
    reset();
    act(() => source.tell({ type: 'disconnected' }));
    await waitFor(() => expect(screen.getByText('cut')).toBeVisible());
    expect(count('gate')).toBe(0);
    expect(count('status')).toBe(1);
  });
});
