import { expect, test } from 'vitest';
import type { PrintSetView } from '../../../ipc';
import { counted, reordered, setOf } from './printing';

const view: PrintSetView = {
  lines: [
    { document: 'submission', title: 'Tờ trình', documents: 1, copies: 3, reason: '' },
    { document: 'report', title: 'Báo cáo', documents: 12, copies: 2, reason: '' },
    { document: 'minutes', title: 'Biên bản', documents: 1, copies: 0, reason: '' },
  ],
  gathering: 'by_set',
  sides: 'two',
  most_copies: 50,
  is_usual: true,
};

test('a document moves by one place and not beyond either end', () => {
  const order = (set: ReturnType<typeof setOf>) => set.lines.map((line) => line.document);
  expect(order(reordered(view, 'report', -1))).toEqual(['report', 'submission', 'minutes']);
  expect(order(reordered(view, 'report', 1))).toEqual(['submission', 'minutes', 'report']);
  expect(order(reordered(view, 'minutes', 1))).toEqual(order(setOf(view)));
});

test('copies change for one document alone', () => {
  const set = counted(view, 'minutes', 4);
  expect(set.lines.map((line) => line.copies)).toEqual([3, 2, 4]);
  expect([set.gathering, set.sides]).toEqual(['by_set', 'two']);
});
