import type { Answer, TableView, WireError } from '../ipc';
import { words } from '../text/vi';
import { toasts } from './toasts.svelte';

/** Waits for a table to be saved and says where it is and what of it was too long, or why it is not. */
export async function saveTable(
  ask: Promise<Answer<TableView | null>>,
  onerror: (error: WireError) => void,
  said: (table: TableView) => string = (table) => words.tables.saved(table.rows, table.file),
): Promise<void> {
  const answer = await ask;
  if (answer.status === 'error') return onerror(answer.error);
  // Nothing where the person named no file.
  if (answer.data) toasts.say([said(answer.data), ...answer.data.notes].join(' '));
}
