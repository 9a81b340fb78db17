// The list of what the unit achieved, with one entry changed.
import type { IndicatorValue, Source } from '../../../ipc';

type Key = { indicator: string; year: number };

const is = (key: Key) => (one: IndicatorValue) => one.indicator === key.indicator && one.year === key.year;

export const valueOf = (values: readonly IndicatorValue[], key: Key): IndicatorValue | undefined =>
  values.find(is(key));

/** With another value, at the end where there was none; without the entry where the value is null. */
export function withValue(values: readonly IndicatorValue[], key: Key, value: number | null): IndicatorValue[] {
  const others = values.filter((one) => !is(key)(one));
  if (value === null) return others;
  const held = valueOf(values, key);
  if (!held) return [...values, { ...key, value, source: null }];
  const at = values.indexOf(held);
  // Where two entries contradict each other, the one typed now stands for both.
  return others.toSpliced(Math.min(at, others.length), 0, { ...held, value });
}

/** With another document; none where nothing of it is filled in. */
export function withSource(values: readonly IndicatorValue[], key: Key, source: Source): IndicatorValue[] {
  const isBlank = [source.title, source.symbol, source.issuer].every((text) => text.trim() === '') && source.date === null;
  return values.map((one) => (is(key)(one) ? { ...one, source: isBlank ? null : source } : one));
}

/** Places of the first row of each clause among rows, and how many rows it has. */
export function clauses<Row extends { cite: string }>(rows: readonly Row[]): { first: Row; rows: Row[] }[] {
  const groups: { first: Row; rows: Row[] }[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.first.cite === row.cite) last.rows.push(row);
    else groups.push({ first: row, rows: [row] });
  }
  return groups;
}
