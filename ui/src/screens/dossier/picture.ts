// The picture of a page, as one file.
import type { PageView } from '../../ipc';
import { pixels } from './zoom';

/** All bands of a page in one picture. */
export function inOne({ bands, width, height }: PageView): string {
  const room = `viewBox="0 0 ${pixels(width ?? 0)} ${pixels(height ?? 0)}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${room}>${bands.map((band) => band.svg).join('')}</svg>`;
}
