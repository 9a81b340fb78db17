// A table of the statistics as bars of a chart, and as rows for the clipboard.
import type { StatisticsCountView, StatisticsTableView } from '../../ipc';
import { words } from '../../text/vi';

export type Measure = keyof StatisticsCountView;
export const measures = ['proposed', 'awarded', 'refused', 'pending'] as const satisfies readonly Measure[];

const text = words.statistics;

type Bars = { series: string[]; bars: { label: string; values: number[] }[] };

/** The groups side by side by one measure; where there is one group, all its measures. */
export function barsOf(table: StatisticsTableView, measure: Measure): Bars {
  if (table.id === 'all') {
    return {
      series: measures.map((one) => text.counts[one]),
      bars: table.rows.map((row) => ({ label: row.label, values: measures.map((one) => row.counts[0]?.[one] ?? 0) })),
    };
  }
  return {
    series: [...table.groups],
    bars: table.rows.map((row) => ({ label: row.label, values: row.counts.map((count) => count[measure]) })),
  };
}

/** The table with its heads, cell by cell. */
export function asRows(table: StatisticsTableView): string[][] {
  const heads = table.groups.flatMap((group) => measures.map((one) => `${group}: ${text.counts[one]}`));
  const cells = (counts: readonly StatisticsCountView[]) => counts.flatMap((count) => measures.map((one) => `${count[one]}`));
  return [
    [text.year, ...heads],
    ...table.rows.map((row) => [row.label, ...cells(row.counts)]),
    [text.total, ...cells(table.total)],
  ];
}
