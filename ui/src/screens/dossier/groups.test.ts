import { expect, test } from 'vitest';
import { finding } from '../../testing/sample';
import { grouped } from './groups';
import { fitting, larger, pixels, smaller } from './zoom';

const findings = [
  finding({ subject: 'Đỗ Thị Hằng' }),
  finding({ subject: 'Trần Văn Bình', missing: ['Bản xác nhận'] }),
  finding({ severity: 'warning', subject: 'Hồ sơ' }),
  finding({ severity: 'info', state: 'met', subject: 'Hồ sơ' }),
];

const sizes = (query: string) =>
  grouped(findings, query).map((group) => [group.severity, group.shown.length, group.all]);

test('findings stand in three groups, in their order', () => {
  expect(sizes('')).toEqual([
    ['blocking', 2, 2],
    ['warning', 1, 1],
    ['info', 1, 1],
  ]);
});

test('a filter without diacritics keeps the counts of the whole', () => {
  expect(sizes('do thi hang')).toEqual([
    ['blocking', 1, 2],
    ['warning', 0, 1],
    ['info', 0, 1],
  ]);
  expect(sizes('xac nhan')[0]).toEqual(['blocking', 1, 2]);
});

test('two thousand findings are grouped and filtered without hanging', () => {
  const many = Array.from({ length: 2000 }, (_, at) => finding({ subject: `Người ${at}` }));
  const start = performance.now();
  expect(grouped(many, 'nguoi 1999')[0]?.shown).toHaveLength(1);
  expect(performance.now() - start).toBeLessThan(1000);
});

test('zoom steps from wherever the paper stands and stops at its ends', () => {
  expect(larger(0.93)).toBe(1);
  expect(smaller(0.93)).toBe(0.9);
  expect(larger(3)).toBe(3);
  expect(smaller(0.25)).toBe(0.25);
  expect(fitting(595.28, pixels(595.28))).toBeCloseTo(1);
});
