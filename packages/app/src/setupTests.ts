import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// The default of one second is too short where two cores run several suites; only a failure waits so long.
configure({ asyncUtilTimeout: 10_000 });
