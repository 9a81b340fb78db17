import { expect, test } from 'vitest';
import type { StatisticsTableView } from '../../ipc';
import { asRows, barsOf } from './tables';

const count = (proposed: number, awarded: number) => ({ proposed, awarded, refused: 0, pending: proposed - awarded });
const table = (id: StatisticsTableView['id'], groups: string[]): StatisticsTableView => ({
  id,
  title: 'Bảng',
  note: '',
  groups,
  rows: [
    { label: '2022', counts: groups.map((_, at) => count(5 + at, 3)) },
    { label: '2023', counts: groups.map((_, at) => count(7 + at, 0)) },
  ],
  total: groups.map((_, at) => count(12 + 2 * at, 3)),
});

test('a chart draws the groups by the chosen measure', () => {
  const { series, bars } = barsOf(table('gender', ['Nữ', 'Nam']), 'awarded');
  expect(series).toEqual(['Nữ', 'Nam']);
  expect(bars).toEqual([
    { label: '2022', values: [3, 3] },
    { label: '2023', values: [0, 0] },
  ]);
});

test('all nominations together are drawn with what became of them', () => {
  const { series, bars } = barsOf(table('all', ['Tất cả']), 'awarded');
  expect(series).toEqual(['Đề nghị', 'Được khen', 'Không được', 'Chưa có kết quả']);
  expect(bars[0]?.values).toEqual([5, 3, 0, 2]);
});

test('a copied table has its heads and its sum', () => {
  const rows = asRows(table('gender', ['Nữ', 'Nam']));
  expect(rows[0]?.slice(0, 3)).toEqual(['Năm hoặc đợt', 'Nữ: Đề nghị', 'Nữ: Được khen']);
  expect(rows.at(-1)).toEqual(['Cộng', '12', '3', '0', '9', '14', '3', '0', '11']);
  expect(new Set(rows.map((row) => row.length))).toEqual(new Set([9]));
});
