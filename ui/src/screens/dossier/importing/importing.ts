// What the screen of an import shows of each row, and what a person chose.
import type { ColumnMapping, ImportChoice, ImportKind, ImportRowView, ImportView, RowState, TableSource } from '../../../ipc';
import { words } from '../../../text/vi';

const text = words.importing;

/** An import that is open: of what, null before anything is given; and what was there before it. */
export type Opening = { source: TableSource | null; known: ReadonlySet<string> };

export const opening = (source: TableSource | null, there: readonly { id: string }[] = []): Opening => ({
  source,
  known: new Set(there.map((one) => one.id)),
});

/** The first of what an import has added. */
export const firstNew = (opened: Opening | null, there: readonly { id: string }[]): string | undefined =>
  opened ? there.find((one) => !opened.known.has(one.id))?.id : undefined;

/** States in the order of the filter. */
export const STATES: readonly RowState[] = ['new', 'updated', 'same', 'refused', 'skipped'];

/** A choice with nothing chosen but what the table holds. */
export const fresh = (kind: ImportKind): ImportChoice => ({
  kind,
  sheet: null,
  header: null,
  columns: [],
  hidden_rows: false,
  rows_are: null,
  gender: null,
  award_form: null,
});

/** Another sheet or kind has other columns. */
export const elsewhere = (choice: ImportChoice, change: Partial<ImportChoice>): ImportChoice => ({
  ...choice,
  columns: [],
  header: null,
  ...change,
});

/**
 * All columns as they are, with one changed: what a person has chosen once is wholly theirs. What was just chosen may
 * be newer than what is shown.
 */
export function mapped(
  view: ImportView,
  chosen: readonly ColumnMapping[],
  column: number,
  field: string | null,
): ColumnMapping[] {
  const newest = new Map(chosen.map((one) => [one.column, one.field]));
  return view.columns.map((one) => {
    if (one.column === column) return { column, field };
    const now = newest.has(one.column) ? (newest.get(one.column) ?? null) : one.field;
    return { column: one.column, field: now === field ? null : now };
  });
}

/** Everything that is to be known of a row, in one line. */
export function told(row: ImportRowView): string {
  const faults = row.faults.map((one) => text.fault(one.cell, one.field, one.what, one.next));
  const changes = row.changes.map((one) => text.change(one.field, one.before, one.after));
  const rest = [...changes, ...row.notes].join('; ');
  const sentences = rest === '' ? faults : [...faults, rest];
  return sentences.length > 0 ? sentences.join(' ') : row.detail;
}

export const written = (view: ImportView): number => view.counts.new + view.counts.updated;

/** Whether a file that was dropped is a spreadsheet, by its name. */
export const isTable = (path: string): boolean => /\.(xlsx|xls|ods|csv)$/i.test(path);
