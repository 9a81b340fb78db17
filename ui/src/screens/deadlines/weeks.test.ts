import { expect, test } from 'vitest';
import { moved, weeks } from './weeks';

const day = (number: number, weekday: number) => ({
  day: `2023-02-${String(number).padStart(2, '0')}`,
  weekday,
  is_working: true,
  in_exchange: false,
  holiday: null,
});

test('a month stands in weeks from Monday on', () => {
  // 01/02/2023 was a Wednesday.
  const days = Array.from({ length: 28 }, (_, at) => day(at + 1, ((at + 2) % 7) + 1));
  const rows = weeks({ year: 2023, month: 2, days });
  expect(rows).toHaveLength(5);
  expect(rows.every((row) => row.length === 7)).toBe(true);
  expect(rows[0]?.slice(0, 3).map((one) => one?.day ?? null)).toEqual([null, null, '2023-02-01']);
  expect(rows[4]?.slice(1).map((one) => one?.day ?? null)).toEqual(['2023-02-28', null, null, null, null, null]);
});

test('months follow each other over the turn of the year', () => {
  expect(moved(2023, 12, 1)).toEqual({ year: 2024, month: 1 });
  expect(moved(2023, 1, -1)).toEqual({ year: 2022, month: 12 });
  expect(moved(2023, 6, -18)).toEqual({ year: 2021, month: 12 });
});
