import type { PrintSet, PrintSetView } from '../../../ipc';

/** A set without what is only shown. */
export const setOf = (view: PrintSetView): PrintSet => ({
  lines: view.lines.map(({ document, copies }) => ({ document, copies })),
  gathering: view.gathering,
  sides: view.sides,
});

/** The set with another number of copies of a document. */
export function counted(view: PrintSetView, document: string, copies: number): PrintSet {
  const set = setOf(view);
  return { ...set, lines: set.lines.map((line) => (line.document === document ? { ...line, copies } : line)) };
}

/** The set with a document one place earlier or later. */
export function reordered(view: PrintSetView, document: string, by: 1 | -1): PrintSet {
  const set = setOf(view);
  const from = set.lines.findIndex((line) => line.document === document);
  const to = from + by;
  const [line, other] = [set.lines[from], set.lines[to]];
  if (!line || !other) return set;
  const lines = [...set.lines];
  lines[from] = other;
  lines[to] = line;
  return { ...set, lines };
}
