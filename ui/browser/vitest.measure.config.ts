import { defineConfig } from 'vitest/config';
import tests from './vitest.config';

// The same stage, for what is measured and not tested; `cargo xtask bench page` starts it.
export default defineConfig({ ...tests, test: { ...tests.test, include: ['*.measure.ts'], testTimeout: 300_000, disableConsoleIntercept: true } });
