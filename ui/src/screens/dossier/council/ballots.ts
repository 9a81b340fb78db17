// The ballot grid: where keys lead, and what typing, pasting and filling down make of the votes.
// What the votes amount to is counted by the program behind the window.
import type { Tally } from '../../../ipc';

export const counts = ['agree', 'disagree', 'blank'] as const;
export type Count = (typeof counts)[number];
export type At = { row: number; column: number };

/** The cell a key leads to; null where the key is none of the grid's. */
export function nextCell(at: At, key: string, rows: number, page: number): At | null {
  const by = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    Enter: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    PageUp: [-page, 0],
    PageDown: [page, 0],
  }[key];
  if (!by || rows === 0) return null;
  const within = (value: number, most: number) => Math.min(Math.max(value, 0), most);
  return {
    row: within(at.row + (by[0] ?? 0), rows - 1),
    column: within(at.column + (by[1] ?? 0), counts.length - 1),
  };
}

/** A number of votes as typed; null where nothing is, undefined where it is no number of votes. */
export function parsedCount(text: string): number | null | undefined {
  const bare = text.trim();
  if (bare === '') return null;
  return /^\d{1,6}$/.test(bare) ? Number(bare) : undefined;
}

export const shownCount = (votes: ReadonlyMap<string, Tally>, nominee: string, count: Count): string => {
  const tally = votes.get(nominee);
  return tally ? String(tally[count]) : '';
};

export const byNominee = (votes: readonly Tally[]): Map<string, Tally> =>
  new Map(votes.map((tally) => [tally.nominee, tally]));

/** One cell and what it shall hold. */
export type Entry = { nominee: string; count: Count; value: number | null };

/** The votes with cells entered. A row that is emptied whole has no votes any more. */
export function entered(votes: readonly Tally[], entries: readonly Entry[], order: readonly string[]): Tally[] {
  const all = byNominee(votes);
  for (const { nominee, count, value } of entries) {
    const now = all.get(nominee) ?? { nominee, agree: 0, disagree: 0, blank: 0 };
    const next = { ...now, [count]: value ?? 0 };
    if (value === null && counts.every((one) => next[one] === 0)) all.delete(nominee);
    else all.set(nominee, next);
  }
  const known = new Set(order);
  const others = [...all.values()].filter((tally) => !known.has(tally.nominee));
  return [...order.flatMap((nominee) => all.get(nominee) ?? []), ...others];
}

/** The cells that a pasted range fills, from a cell on; null where a cell is no number of votes. */
export function pastedEntries(cells: readonly (readonly string[])[], at: At, order: readonly string[]): Entry[] | null {
  const found: Entry[] = [];
  for (const [down, row] of cells.entries()) {
    const nominee = order[at.row + down];
    if (nominee === undefined) break;
    for (const [right, text] of row.entries()) {
      const count = counts[at.column + right];
      if (count === undefined) break;
      const value = parsedCount(text);
      if (value === undefined) return null;
      found.push({ nominee, count, value });
    }
  }
  return found;
}

/** The cells below the first of a range, filled with what it holds; a single cell takes the one above. */
export function filledDown(
  votes: ReadonlyMap<string, Tally>,
  from: number,
  to: number,
  column: number,
  order: readonly string[],
): Entry[] {
  const [first, last] = from === to ? [from - 1, from] : [Math.min(from, to), Math.max(from, to)];
  const source = order[first];
  const count = counts[column];
  if (source === undefined || count === undefined) return [];
  const value = votes.get(source)?.[count] ?? null;
  return order.slice(first + 1, last + 1).map((nominee) => ({ nominee, count, value }));
}
