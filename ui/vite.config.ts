import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** In mode `browser` the page talks to dev-serve instead of the window; the program never does. */
export default defineConfig(({ mode }) => {
  const inBrowser = mode === 'browser';
  const alias: Record<string, string> = inBrowser
    ? {
        '@tauri-apps/api/core': file('./src/ipc/browser/core.ts'),
        '@tauri-apps/api/event': file('./src/ipc/browser/event.ts'),
      }
    : {};
  const input: Record<string, string> = { page: file('./index.html') };
  if (inBrowser) input.gallery = file('./gallery.html');
  return {
    plugins: [svelte(), svelteTesting()],
    clearScreen: false,
    // The guide is read from the repository's own docs.
    server: { port: 5173, strictPort: true, fs: { allow: ['..'] } },
    resolve: { alias },
    build: {
      target: 'es2022',
      // The window's content policy allows no data: addresses and no inline scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input },
    },
    test: {
      environment: 'happy-dom',
      include: ['src/**/*.test.ts'],
      setupFiles: ['src/testing/setup.ts'],
    },
  };
});
