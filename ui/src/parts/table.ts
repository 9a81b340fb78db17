import { fold, matches } from '../text/fold';
import { compareNames, compareText } from '../text/names';

export type Column<Row> = {
  id: string;
  title: string;
  /** The least width, in rem. */
  width: number;
  /** Its share of the room that is left; none where it is not given. */
  share?: number;
  text: (row: Row) => string;
  /** How the column sorts; `name` by the given name. Without it it cannot be sorted by. */
  sort?: 'text' | 'name' | 'number';
  /** What a number column sorts by. */
  value?: (row: Row) => number;
};

export type Order = { column: string; descending: boolean };

/** The rows whose cells hold every word of the query, marks or not. */
export function filtered<Row>(rows: readonly Row[], columns: readonly Column<Row>[], query: string): Row[] {
  const asked = query.trim();
  if (asked === '') return [...rows];
  return rows.filter((row) => matches(fold(columns.map((column) => column.text(row)).join('\n')), asked));
}

/** The rows in an order; equal ones stay as they were. */
export function ordered<Row>(rows: readonly Row[], columns: readonly Column<Row>[], order: Order | null): Row[] {
  const column = columns.find((one) => one.id === order?.column);
  if (!order || !column?.sort) return [...rows];
  const { sort, text, value } = column;
  const compare = {
    text: (a: Row, b: Row) => compareText(text(a), text(b)),
    name: (a: Row, b: Row) => compareNames(text(a), text(b)),
    number: (a: Row, b: Row) => (value?.(a) ?? 0) - (value?.(b) ?? 0),
  }[sort];
  return [...rows].sort(order.descending ? (a, b) => compare(b, a) : compare);
}

/** The order after a click on a column's head: up, then down, then as given. */
export function nextOrder(order: Order | null, column: string): Order | null {
  if (order?.column !== column) return { column, descending: false };
  return order.descending ? null : { column, descending: true };
}

/** Which rows are built, for where the table is scrolled to; a few more on either side. */
export function built(scroll: number, height: number, row: number, count: number): [number, number] {
  const MORE = 8;
  const first = Math.max(0, Math.floor(scroll / row) - MORE);
  return [first, Math.min(count, Math.ceil((scroll + height) / row) + MORE)];
}

/** The row a key leads to; null where the key is none of the table's. */
export function nextRow(at: number, key: string, page: number, count: number): number | null {
  const to = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  }[key];
  return to === undefined || count === 0 ? null : Math.min(Math.max(to, 0), count - 1);
}

/** The keys between two rows, both included, in either direction. */
export function between(keys: readonly string[], from: number, to: number): string[] {
  return keys.slice(Math.min(from, to), Math.max(from, to) + 1);
}

/** The columns as grid tracks. Their least widths are fixed, so that no content moves a row's cells. */
export function tracks(columns: readonly Pick<Column<never>, 'width' | 'share'>[]): string {
  return columns.map(({ width, share }) => (share ? `minmax(${width}rem, ${share}fr)` : `${width}rem`)).join(' ');
}

/** The least width of a row, in rem. */
export function leastWidth(columns: readonly Pick<Column<never>, 'width'>[]): number {
  return columns.reduce((sum, column) => sum + column.width, 0);
}
