import { version } from 'react';
import { version as domVersion } from 'react-dom';
import { expect, inject, test } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    reactMajor: number;
  }
}

test('component tests run on the React that their project names', () => {
  expect(version.split('.')[0]).toBe(String(inject('reactMajor')));
  expect(domVersion).toBe(version);
});
