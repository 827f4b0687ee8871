import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// A busy machine is no fault of a component: what a test waits for may take longer than for a person.
configure({ asyncUtilTimeout: 20_000 });

afterEach(cleanup);
