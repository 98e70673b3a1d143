import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole pages are drawn here, on machines that may be busy with much else: a slow answer is no wrong one.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);
