// Figures from the table of indicators as words to put into a report.
import type { IndicatorTableView } from '../../../ipc';
import { words } from '../../../text/vi';

type Row = IndicatorTableView['rows'][number];

/** One filled-in indicator with what is known of it. */
export function sentence(row: Row, year: number): string {
  const { line, target, gap, trend } = words.reports;
  const parts = [line(row.label, row.achieved)];
  if (row.target) parts.push(target(row.target));
  if (row.gap && !isNothing(row.gap)) parts.push(gap(row.gap));
  if (row.trend && !isNothing(row.trend)) parts.push(trend(row.trend, year - 1));
  return parts.join(', ');
}

/** All filled-in indicators of a year, one paragraph each. */
export const table = ({ rows, year }: IndicatorTableView): string =>
  rows
    .filter((row) => row.achieved !== '')
    .map((row) => `- ${sentence(row, year)}`)
    .map((line, at, all) => line + (at === all.length - 1 ? '.' : ';'))
    .join('\n\n');

const isNothing = (points: string): boolean => /^[+-]?0(?:,0*)?$/.test(points);
