import { deflateSync } from 'node:zlib';
import type { PNG } from 'pngjs';

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

const MOST_COLOURS = 256;

/** A PNG file with a table of colours, a third as large: the commonest ones exact, the rest near. */
export function indexed({ width, height, data }: PNG): Buffer {
  const counts = new Map<number, number>();
  const colour = (pixel: number) => data.readUIntBE(pixel * 4, 3);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    counts.set(colour(pixel), (counts.get(colour(pixel)) ?? 0) + 1);
  }
  const common = [...counts].sort(([, a], [, b]) => b - a).map(([one]) => one);
  const kept = common.slice(0, MOST_COLOURS);
  const places = new Map(kept.map((one, at) => [one, at]));
  for (const one of common.slice(MOST_COLOURS)) places.set(one, nearest(kept, one));

  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows[y * (width + 1) + 1 + x] = places.get(colour(y * width + x)) ?? 0;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const table = Buffer.alloc(kept.length * 3);
  kept.forEach((one, at) => table.writeUIntBE(one, at * 3, 3));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', table),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function nearest(kept: readonly number[], colour: number): number {
  const distance = (other: number) =>
    [16, 8, 0].reduce((sum, shift) => sum + (((other >> shift) & 255) - ((colour >> shift) & 255)) ** 2, 0);
  return kept.reduce((best, other, at) => (distance(other) < distance(kept[best] ?? 0) ? at : best), 0);
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'ascii'), content]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(content.length, 0);
  whole.set(body, 4);
  whole.writeUInt32BE(checksum(body), body.length + 4);
  return whole;
}

function checksum(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
