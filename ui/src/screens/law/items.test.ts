import { expect, test } from 'vitest';
import type { LawItemView } from '../../ipc';
import { grouped, left } from './items';

const item = (id: string, topic: string, says: string, mark: LawItemView['mark'] = 'verified'): LawItemView => ({
  id,
  topic,
  says,
  place: 'Điều 74',
  text: '',
  mark,
  note: '',
  from: '',
  to: '',
  checked_by: '',
  value: null,
});
const items = [
  item('a', 'Nguyên tắc', 'Một thành tích chỉ được khen thưởng một lần.'),
  item('b', 'Tiền thưởng', 'Làm tròn lên 10.000 đồng.', 'unchecked'),
  item('c', 'Nguyên tắc', 'Ưu tiên nữ.', 'unchecked'),
];

test('items stand under what they are about, in the order of the first', () => {
  expect(grouped(items).map((group) => [group.topic, group.items.map((one) => one.id)])).toEqual([
    ['Nguyên tắc', ['a', 'c']],
    ['Tiền thưởng', ['b']],
  ]);
});

test('a search needs no marks, and unchecked items can be had alone', () => {
  expect(left(items, 'uu tien', false).map((one) => one.id)).toEqual(['c']);
  expect(left(items, '', true).map((one) => one.id)).toEqual(['b', 'c']);
  expect(left(items, 'dieu 74', true).map((one) => one.id)).toEqual(['b', 'c']);
});
