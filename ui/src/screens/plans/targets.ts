import type { IndicatorView, LevelCode } from '../../ipc';

export type Cell = { at_least: string; derived: boolean };
export type Grid = {
  years: number[];
  rows: { level: LevelCode | null; cells: (Cell | null)[] }[];
};

const levels: readonly (LevelCode | null)[] = ['province', 'district', 'commune', null];

/** The targets of an indicator as a table of levels and years; null where one value says it all. */
export function grid(indicator: IndicatorView): Grid | null {
  const { targets } = indicator;
  if (targets.length < 2) return null;
  const years = [...new Set(targets.flatMap((target) => target.year ?? []))].sort();
  const columns: (number | null)[] = years.length > 0 ? years : [null];
  const rows = levels
    .filter((level) => targets.some((target) => target.level === level))
    .map((level) => ({
      level,
      cells: columns.map((year) => {
        const found = targets.find((target) => target.level === level && target.year === year);
        return found ? { at_least: found.at_least, derived: found.derived } : null;
      }),
    }));
  return { years, rows };
}
