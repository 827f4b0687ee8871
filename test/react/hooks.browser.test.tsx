import { act, render, screen } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import {
  PermissionProvider,
  useCan,
  useCanSome,
  useExplain,
  useCheck,
  useEvaluator,
  useValue,
  useScopeOf,
  useFilter,
} from '../../src/index.js';
import { indexRecords } from '../../src/evaluator/decide/indexRecords.js';
import type { RecordList } from '../../src/react/hooks/useFilter.js';
import { allow, type Call, catalog, inQueues, salesCall, setOf, supportCall } from './desk.js';
import { mount } from './mount.js';
import { createScriptedSource } from './scriptedSource.js';

/** A page that does nothing but ask a hook, and what it was answered each time it rendered. */
function asking<T>(use: () => T) {
  const answers: T[] = [];
  const note = (answer: T) => void answers.push(answer);
  const Ask = () => {
    note(use());
    return null;
  };
  return { page: <Ask />, answers, last: () => answers.at(-1) };
}

const sales = allow('recordings.play', inQueues('sales'));

describe('useCan', () => {
  test('answers for the record it is given, and no while nothing is known', () => {
    const { page, last } = asking(() => [useCan('recordings.play', salesCall), useCan('recordings.play', supportCall)]);
    const { give } = mount(page);
    expect(last()).toEqual([false, false]);
    give([sales]);
    expect(last()).toEqual([true, false]);
  });

  test('answers for the new record as soon as it is given one', () => {
    const Ask = ({ call }: { readonly call: Call }) => <p>{String(useCan('recordings.play', call))}</p>;
    const { rerender } = mount(<Ask call={salesCall} />, [sales]);
    expect(screen.getByText('true')).toBeVisible();
    rerender(<Ask call={supportCall} />);
    expect(screen.getByText('false')).toBeVisible();
  });
});

describe('useCanSome', () => {
  test('tells whether there is anything that the right is held on', () => {
    const { page, answers } = asking(() => useCanSome('recordings.play'));
    const { give } = mount(page);
    give([sales]);
    give([allow('recordings.play', inQueues('support'))]);
    give([allow('recordings.play', inQueues())]);
    expect(answers).toEqual([false, true, false]);
  });
});

describe('useValue', () => {
  test('is undefined until it is known, and again when it no longer is', async () => {
    const { page, answers, last } = asking(() => useValue('calls.maxChannels'));
    const { give, source } = mount(page, undefined, { keepFor: 0 });
    expect(last()).toBeUndefined();
    give([allow('calls.maxChannels', undefined, { value: 7 })]);
    expect(last()).toBe(7);
    give([]);
    expect(last()).toBe(2);
    act(() => source.tell({ type: 'changed' }));
    await vi.waitFor(() => expect(source.waiting).toBe(1));
    await act(() => source.fail(new Error('gone')));
    expect(answers).toEqual([undefined, 7, 2, undefined]);
  });
});

describe('useScopeOf', () => {
  test('tells how far a right reaches, in the same object for as long as it reaches as far', () => {
    const { page, answers } = asking(() => useScopeOf('recordings.play'));
    const { give, rerender } = mount(page);
    expect(answers).toEqual([{ includes: [], excludes: [] }]);
    give([sales]);
    expect(answers[1]).toEqual({ includes: [{ in: { queue: ['sales'] } }], excludes: [] });
    give([sales, allow('sms.send')]);
    rerender(page);
    expect(answers.slice(2).every((each) => each === answers[1])).toBe(true);
  });
});

describe('useFilter', () => {
  const calls = [salesCall, supportCall, { id: 3, queue: 'sales' }];

  test('picks the records in their order, and none while nothing is known', () => {
    const { page, answers } = asking(() => useFilter('recordings.play', calls));
    const { give } = mount(page);
    give([sales]);
    expect(answers).toEqual([[], [calls[0], calls[2]]]);
  });

  test('does not render where the same records stay visible', () => {
    const { page, answers } = asking(() => useFilter('recordings.play', calls));
    const { give } = mount(page, [sales]);
    give([allow('recordings.play', inQueues('sales', 'marketing'))]);
    expect(answers).toHaveLength(1);
    give([allow('recordings.play', inQueues('sales', 'support'))]);
    expect(answers[1]).toEqual(calls);
  });

  test('picks the same from an index as from the list', () => {
    const index = indexRecords(catalog, 'call', calls);
    const { page, last } = asking(() => useFilter('recordings.play', index));
    mount(page, [sales]);
    expect(last()).toEqual([calls[0], calls[2]]);
  });

  test.each([
    ['nothing yet', undefined],
    ['null', null],
    ['a text', 'calls'],
    ['a page of calls', { items: calls }],
  ])('shows nothing where the list is %s', (_what, records) => {
    // What a backend sends is not always what its types say.
    const { page, last } = asking(() => useFilter('recordings.play', records as RecordList<Call>));
    mount(page, [sales]);
    expect(last()).toEqual([]);
  });
});

describe('useEvaluator', () => {
  test('is the evaluator, as long as there is one', () => {
    const { page, last } = asking(() => useEvaluator());
    const { give } = mount(page);
    expect(last()).toBeUndefined();
    give([sales]);
    expect(last()?.grantSet.subject.id).toBe('ada');
    expect(last()?.where('recordings.play')).toEqual({ key: 'queue', in: ['sales'] });
  });
});

describe('useExplain', () => {
  test('words a decision with the catalog and the words of its provider', () => {
    const { page, last } = asking(() => useExplain()(useCheck('reports.view')));
    render(
      <PermissionProvider
        catalog={catalog}
        source={createScriptedSource()}
        initialGrants={setOf([allow('reports.view')])}
        words={{ needs: 'Erst mit {names}.' }}
      >
        {page}
      </PermissionProvider>,
    );
    expect(last()).toBe('Your plan does not include this. Erst mit Professional / Maximum.');
  });
});
