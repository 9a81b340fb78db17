import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname);
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|svelte)$/.test(path) && !path.endsWith('.test.ts'))
  .map((path) => path.replaceAll('\\', '/'));

const imports = (path: string): string[] =>
  [...readFileSync(join(root, path), 'utf8').matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(
    (found) => found[1] ?? '',
  );

test('only the ipc folder imports the desktop framework', () => {
  const others = files.filter((path) => !path.startsWith('ipc/'));
  expect(others.length).toBeGreaterThan(10);
  const wrong = others.filter((path) => imports(path).some((name) => name.startsWith('@tauri-apps')));
  expect(wrong).toEqual([]);
});

test('a screen imports only itself, the work in hand, parts, ipc and text', () => {
  const wrong = files
    .filter((path) => path.startsWith('screens/'))
    .flatMap((path) => {
      const own = path.split('/').slice(0, 2).join('/');
      return imports(path)
        .filter((name) => name.startsWith('.'))
        .map((name) => relative(root, resolve(root, dirname(path), name)).replaceAll('\\', '/'))
        .filter((to) => ![own, 'work', 'parts', 'ipc', 'text'].some((room) => `${to}/`.startsWith(`${room}/`)))
        .map((to) => `${path} -> ${to}`);
    });
  expect(wrong).toEqual([]);
});

test('words for people stand only in the text folder', () => {
  const letters = /[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]/i;
  const wrong = files
    .filter((path) => !/^(text|testing|ipc)\//.test(path))
    .filter((path) => letters.test(readFileSync(join(root, path), 'utf8')));
  expect(wrong).toEqual([]);
});
