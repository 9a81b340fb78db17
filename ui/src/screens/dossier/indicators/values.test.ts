import { expect, test } from 'vitest';
import { clauses, withSource, withValue } from './values';

const a = { indicator: 'a', year: 2022, value: 50, source: null };
const b = { indicator: 'b', year: 2022, value: 60, source: null };
const key = { indicator: 'a', year: 2022 };

test('a value is changed in its place, added at the end, and taken away', () => {
  expect(withValue([a, b], key, 51)).toEqual([{ ...a, value: 51 }, b]);
  expect(withValue([b], key, 50)).toEqual([b, a]);
  expect(withValue([a, b], key, null)).toEqual([b]);
  expect(withValue([a, b], { ...key, year: 2023 }, 1)).toHaveLength(3);
});

test('of two that contradict each other one is left', () => {
  expect(withValue([a, { ...a, value: 40 }, b], key, 45)).toEqual([{ ...a, value: 45 }, b]);
});

test('a document without a word is none', () => {
  const source = { title: 'Báo cáo', symbol: '12/BC', date: null, issuer: '' };
  expect(withSource([a, b], key, source)).toEqual([{ ...a, source }, b]);
  expect(withSource([{ ...a, source }], key, { title: ' ', symbol: '', date: null, issuer: '' })).toEqual([a]);
});

test('rows of one clause stand together', () => {
  const groups = clauses([{ cite: '1', at: 0 }, { cite: '1', at: 1 }, { cite: '2', at: 2 }]);
  expect(groups.map((group) => group.rows.length)).toEqual([2, 1]);
});
