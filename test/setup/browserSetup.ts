import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';
import { lossTeller } from '../../src/react/announce/LiveRegion.js';
import { refusing } from '../../src/react/gates/DisabledGate.js';
import { grantEngine } from '#grantEngine';

// A busy machine is no fault of a component: what a test waits for may take longer than for a person.
configure({ asyncUtilTimeout: 20_000 });

afterEach(cleanup);

// What comes after the first rendering is there from the start; test/react/firstFrame.page.test.ts looks at how it comes.
await Promise.all([grantEngine.load(), lossTeller.load(), refusing.load()]);
