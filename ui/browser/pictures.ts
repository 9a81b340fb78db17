// Compares pictures of the page with the committed ones; `cargo xtask screens` takes them again.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { indexed } from './indexed';

/** Letters are drawn a little differently from one version of the browser to the next. */
const COLOUR_TOLERANCE = 0.2;
const MOST_DIFFERENT = 0.01;

const root = join(import.meta.dirname, '../..');
const output = process.env.HOSO_BROWSER_OUTPUT ?? join(root, 'target/browser/out');

/** In full, for people to look at too. */
export const full = (name: string): string => join(root, 'docs/screens', `${name}.png`);

/** At a quarter of the size, for comparing alone. */
export const small = (name: string): string => join(import.meta.dirname, 'refs', `${name}.png`);

/** What differs, in words; empty where the picture is as it was. */
export function difference(path: string, taken: Buffer, quarter: boolean): string {
  const now = quarter ? halved(halved(PNG.sync.read(taken))) : PNG.sync.read(taken);
  if (process.env.UPDATE) {
    write(path, now);
    return '';
  }
  if (!existsSync(path)) return `${path} is missing; run \`cargo xtask screens\``;
  const before = PNG.sync.read(readFileSync(path));
  const keep = join(output, path.slice(root.length + 1));
  if (before.width !== now.width || before.height !== now.height) {
    write(keep, now);
    return `${path} has another size than ${keep}`;
  }
  const { width, height } = now;
  const marks = new PNG({ width, height });
  const count = pixelmatch(before.data, now.data, marks.data, width, height, { threshold: COLOUR_TOLERANCE });
  const share = count / (width * height);
  if (share <= MOST_DIFFERENT) return '';
  write(keep, now);
  write(keep.replace('.png', '-difference.png'), marks);
  return `${path}: ${(share * 100).toFixed(2)}% differs; see ${keep}`;
}

function write(path: string, png: PNG): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, indexed(png));
}

function halved(png: PNG): PNG {
  const half = new PNG({ width: png.width >> 1, height: png.height >> 1 });
  for (let y = 0; y < half.height; y += 1) {
    for (let x = 0; x < half.width; x += 1) {
      for (let channel = 0; channel < 4; channel += 1) {
        const at = (dx: number, dy: number) =>
          png.data[((2 * y + dy) * png.width + 2 * x + dx) * 4 + channel] ?? 0;
        half.data[(y * half.width + x) * 4 + channel] = (at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1)) >> 2;
      }
    }
  }
  return half;
}
