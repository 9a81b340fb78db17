// Lists and maps that stay the very same while what they hold stays the same, so that a key in one
// field does not draw five hundred rows again.

type Entries = ReadonlyMap<unknown, unknown> | readonly unknown[];

/** Gives the value before where the new one holds the same entries in the same order. */
export function steady<T extends Entries>(): (now: T) => T {
  let before: T | undefined;
  return (now) => (before && isSame(before, now) ? before : (before = now));
}

function isSame(before: Entries, now: Entries): boolean {
  const [a, b] = [[...before], [...now]];
  return a.length === b.length && a.every((one, at) => isSameEntry(one, b[at]));
}

/** Entries are compared one level deep: pairs of a map, and plain records of plain values. */
function isSameEntry(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [of, other] = [Object.entries(a), new Map(Object.entries(b))];
  return of.length === other.size && of.every(([key, value]) => Object.is(value, other.get(key)));
}
