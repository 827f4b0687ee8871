import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { AfterCallForm } from '../../src/components/AfterCallForm/AfterCallForm.js';
import { WaitingList } from '../../src/components/WaitingList/WaitingList.js';
import { mountPhone } from './phone/mountPhone.js';

const levelOf = (name: string) => screen.getByRole('heading', { name }).tagName;

test('the title of a component is a heading right below that of its page', async () => {
  mountPhone(<WaitingList calls={[]} />, ['waitingList.view']);
  expect(await screen.findByRole('heading', { name: 'Waiting calls', level: 2 })).toBeVisible();
  expect(screen.getByRole('region', { name: 'Waiting calls' })).toContainElement(
    screen.getByRole('heading', { name: 'Waiting calls' }),
  );
});

test('the page says how deep a title is', async () => {
  mountPhone(
    <>
      <WaitingList calls={[]} headingLevel={4} />
      <AfterCallForm callId="1" endedAt={0} tags={[]} headingLevel={3} onClose={() => undefined} />
    </>,
    ['waitingList.view'],
  );
  expect(await screen.findByRole('heading', { name: 'Waiting calls' })).toBeVisible();
  expect(levelOf('Waiting calls')).toBe('H4');
  expect(levelOf('After the call')).toBe('H3');
});
