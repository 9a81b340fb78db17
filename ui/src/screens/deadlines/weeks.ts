import type { MonthView } from '../../ipc';

type Day = MonthView['days'][number];

/** A month as rows of seven from Monday on; null where a neighbouring month has the day. */
export function weeks(month: MonthView): (Day | null)[][] {
  const first = month.days[0];
  const cells: (Day | null)[] = [...new Array<null>((first?.weekday ?? 1) - 1).fill(null), ...month.days];
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, row) => cells.slice(row * 7, row * 7 + 7));
}

/** The month so many months away. */
export function moved(year: number, month: number, by: number): { year: number; month: number } {
  const at = year * 12 + (month - 1) + by;
  return { year: Math.floor(at / 12), month: (((at % 12) + 12) % 12) + 1 };
}
