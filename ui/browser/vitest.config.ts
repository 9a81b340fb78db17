import { defineConfig } from 'vitest/config';

// The real page in a real browser, with the real program behind it; `cargo xtask test` starts it.
export default defineConfig({
  cacheDir: '../node_modules/.vite',
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    globalSetup: ['browser.ts'],
    environment: 'node',
    // One browser does one thing at a time, so that pictures and times are steady.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 30_000,
  },
});
