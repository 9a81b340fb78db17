import type { DeadlineView, DossierLineView } from '../../ipc';

/** One round of one year, told apart from all others. */
export const roundKey = (one: Pick<DeadlineView, 'plan' | 'round' | 'year'>): string =>
  `${one.plan}/${one.round}/${one.year ?? ''}`;

export type YearGroup = { year: number | null; lines: DossierLineView[] };

/** The lines under their years, in the order in which they come. */
export function byYear(lines: readonly DossierLineView[]): YearGroup[] {
  const groups: YearGroup[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last && last.year === line.year) last.lines.push(line);
    else groups.push({ year: line.year, lines: [line] });
  }
  return groups;
}

/** What a filter looks in. */
export const lineText = (line: DossierLineView, state: string): string =>
  [line.unit, line.title, line.plan_title, line.year ?? '', state].join('\n');
