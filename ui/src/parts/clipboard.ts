import { toasts } from './toasts.svelte';

type Said = { copied: string; notCopied: string };

/** Copies a table for a spreadsheet, and says whether it was. */
export async function copyCells(rows: readonly (readonly (string | number)[])[], said: Said): Promise<void> {
  try {
    await navigator.clipboard.writeText(rows.map((row) => row.join('\t')).join('\n'));
    toasts.say(said.copied);
  } catch {
    toasts.say(said.notCopied);
  }
}

/** The cells of a range copied from a spreadsheet: rows by line, cells by tab, quotes as there. */
export function parsedCells(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    row.push(tidied(cell));
    cell = '';
  };
  const endRow = () => {
    endCell();
    rows.push(row);
    row = [];
  };
  const letters = text.replace(/\r\n?/g, '\n').replace(/^\uFEFF/, '');
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at] ?? '';
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (letters[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"' && cell === '' && closes(letters, at)) quoted = true;
    else if (letter === '\t') endCell();
    else if (letter === '\n') endRow();
    else cell += letter;
  }
  // A spreadsheet ends the last row as it does the others.
  if (cell !== '' || row.length > 0) endRow();
  while (rows.at(-1)?.every((text) => text === '')) rows.pop();
  return rows;
}

/** Whether the quote opened here is closed before a tab or line end; a stray one is only a letter. */
function closes(text: string, from: number): boolean {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] !== '"') continue;
    if (text[at + 1] === '"') at += 1;
    else return at + 1 === text.length || text[at + 1] === '\t' || text[at + 1] === '\n';
  }
  return false;
}

/** One spelling per letter, and no blanks that only look like spaces. */
function tidied(cell: string): string {
  return cell.normalize('NFC').replace(/[\u00A0\u2007\u202F]/g, ' ').trim();
}
